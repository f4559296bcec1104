import ipaddr from 'ipaddr.js'

/** Public by their number, and yet of a cloud's inside: the wire server of Azure. */
const inside = new Set(['168.63.129.16'])

/**
 * Whether an address is one of the open internet. Everything else is refused: private, loopback, link-local (where clouds
 * keep their metadata), carrier-grade NAT, multicast, unspecified, reserved, and IPv6 forms that carry an IPv4 address
 * (mapped, compatible, NAT64, 6to4, Teredo), which would reach it behind the check.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || inside.has(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  if (parsed.kind() === 'ipv4') return true
  // Only 2000::/3 is given out; what is left of the rest, `::7f00:1` for one, is old forms of other addresses.
  const first = parsed.toByteArray()[0] ?? 0
  return first >> 5 === 1
}
