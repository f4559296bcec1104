import { expect, test } from 'vitest'
import { isPublicAddress } from './address.ts'

const cases = `
  8.8.8.8                  public
  172.15.255.255           public
  172.32.0.1               public
  2606:4700::1111          public
  0.0.0.0                  refused   unspecified
  0.1.2.3                  refused   this network
  10.1.2.3                 refused   private
  172.16.0.1               refused   private
  172.31.255.255           refused   private
  192.168.1.1              refused   private
  127.0.0.1                refused   loopback
  127.255.255.254          refused   loopback
  169.254.169.254          refused   link-local, metadata of clouds
  168.63.129.16            refused   metadata of Azure
  100.64.0.1               refused   carrier-grade NAT
  100.100.100.200          refused   metadata of Alibaba
  192.0.0.192              refused   metadata of Oracle
  192.0.2.1                refused   documentation
  192.88.99.1              refused   6to4 relay
  198.18.0.1               refused   benchmarks
  224.0.0.1                refused   multicast
  240.0.0.1                refused   reserved
  255.255.255.255          refused   broadcast
  ::                       refused   unspecified
  ::1                      refused   loopback
  ::7f00:1                 refused   IPv4-compatible
  ::ffff:127.0.0.1         refused   IPv4-mapped
  ::ffff:8.8.8.8           refused   IPv4-mapped, whatever is in it
  ::ffff:0:127.0.0.1       refused   IPv4-translated
  64:ff9b::7f00:1          refused   NAT64
  64:ff9b:1::a00:1         refused   NAT64, local
  2002:7f00:1::            refused   6to4
  2001:0:7f00:1::          refused   Teredo
  2001:db8::1              refused   documentation
  fd00:ec2::254            refused   unique local, metadata of AWS
  fc00::1                  refused   unique local
  fe80::1                  refused   link-local
  fe80::1%eth0             refused   link-local with a zone
  fec0::1                  refused   site-local
  ff02::1                  refused   multicast
  not-an-address           refused   a name`
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s{2,}/) as [string, string, string?])

test.each(cases)('%s is %s', (address, becomes) => {
  expect(isPublicAddress(address)).toBe(becomes === 'public')
})
