import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { isPublicAddress } from './address.ts'

/** All addresses of a name, as the system's resolver knows them. */
export type Resolve = (name: string) => Promise<readonly string[]>

export type Rules = {
  /** Production speaks HTTPS only. */
  secureOnly: boolean
  /** `host:port` pairs that may be reached although they are private; never in production. */
  allow: readonly string[]
}

/** An address that may be asked, and the one network address that was checked for it. */
export type Target = { url: URL; address: string; family: 4 | 6 }

/** Why a request did not happen or did not end. The sentence is for the person who entered the address. */
export class OutgoingError extends Error {
  override name = 'OutgoingError'
  readonly reason: 'refused' | 'unreachable' | 'timed_out'
  constructor(reason: OutgoingError['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

const ports = new Set(['80', '443', '8080', '8443'])
const refused = (sentence: string) => new OutgoingError('refused', sentence)

export const systemResolve: Resolve = async (name) =>
  (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address)

/**
 * Looks at what can be seen without the network. The URL parser has already turned `0x7f.1`, `2130706433` and the like
 * into the address that they mean.
 */
export function checkUrl(text: string, rules: Rules): URL {
  if (!URL.canParse(text)) throw refused('This is not a web address. Begin it with https://.')
  const url = new URL(text)
  const allowed = isAllowed(url, rules)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused('Use an address that begins with https://.')
  if (url.protocol === 'http:' && rules.secureOnly) throw refused('Use an address that begins with https://.')
  if (url.username !== '' || url.password !== '')
    throw refused('An address with a name or password in it is not accepted. Every message is signed instead.')
  if (!allowed && !ports.has(portOf(url))) throw refused('Use port 443, 8443, 80 or 8080.')
  const literal = literalOf(url)
  if (!allowed && (literal === undefined ? isInsideName(url.hostname) : !isPublicAddress(literal)))
    throw privateAddress()
  return url
}

/** Looks the name up once. Every address of it must be public; the first is the one to connect to, and no other is. */
export async function findTarget(text: string, rules: Rules, resolve: Resolve): Promise<Target> {
  const url = checkUrl(text, rules)
  const literal = literalOf(url)
  const addresses = literal === undefined ? await resolved(url.hostname, resolve) : [literal]
  if (!isAllowed(url, rules) && !addresses.every(isPublicAddress)) throw privateAddress()
  const [address = ''] = addresses
  const family = isIP(address)
  if (family !== 4 && family !== 6) throw new OutgoingError('unreachable', 'The name of this address is not known.')
  return { url, address, family }
}

async function resolved(name: string, resolve: Resolve): Promise<readonly string[]> {
  try {
    return await resolve(name)
  } catch {
    return []
  }
}

const privateAddress = () => refused('This address leads into a private network. Use one that is open to the internet.')

/** Names that mean this machine or this network wherever they are asked. */
function isInsideName(name: string): boolean {
  const bare = name.replace(/\.$/, '')
  return !bare.includes('.') || /\.(localhost|local|internal|home\.arpa|lan)$/.test(bare)
}

const portOf = (url: URL) => url.port || (url.protocol === 'https:' ? '443' : '80')

function isAllowed(url: URL, { allow }: Rules): boolean {
  return allow.includes(`${url.hostname}:${portOf(url)}`)
}

/** The network address when the host is one, without the brackets of IPv6. */
function literalOf(url: URL): string | undefined {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return isIP(host) ? host : undefined
}
