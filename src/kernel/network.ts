/**
 * The network that an address counts for: IPv4 whole; IPv6 by its first 64 bits, because whoever has one address of a
 * /64 has all of them. IPv4 written as IPv6 (`::ffff:192.0.2.1`) is the IPv4 address.
 */
export function networkOf(ip: string): string {
  const address = ip.trim().toLowerCase().replace(/%.*$/, '')
  if (!address.includes(':')) return address
  const mapped = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)
  if (mapped?.[1]) return mapped[1]
  const groups = groupsOf(address)
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
    return dotted(groups[6] ?? 0, groups[7] ?? 0)
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

/** The eight groups of an IPv6 address, its `::` filled in. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = address.split('::', 2)
  const before = numbersIn(head)
  const after = tail === undefined ? [] : numbersIn(tail)
  const missing = Math.max(0, 8 - before.length - after.length)
  return [...before, ...Array<number>(missing).fill(0), ...after].slice(0, 8)
}

function numbersIn(part: string): number[] {
  return part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16) || 0)
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
