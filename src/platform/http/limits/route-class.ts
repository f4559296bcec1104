/**
 * What a request costs and whom it could harm. Each class has its own allowance: whoever used up their reports can
 * still save an invoice.
 */
export type RouteClass = 'read' | 'write' | 'heavy' | 'upload' | 'auth' | 'public' | 'report'

type Asked = { method: string; path: string; query: { [name: string]: unknown } }

/** Monitors ask without a break, and what lies on the disk under a hashed name costs nothing. */
const free = /^\/(healthz|readyz|version|metrics|health\/details|assets\/.*)$/
const heavy = /\/(pdf|export|exports|archive)$|\/reports\//

/**
 * The class of a route, by its template (never by the path as it was sent, which can be written in many ways), and by
 * whether it is asked for a file. Undefined: not counted.
 */
export function routeClassOf({ method, path, query }: Asked): RouteClass | undefined {
  if (free.test(path)) return undefined
  if (path === '/csp-reports') return 'report'
  if (path.startsWith('/api/auth/')) return 'auth'
  if (path.startsWith('/api/v1/public/') || /^\/[ds]\//.test(path)) return 'public'
  if (method === 'POST' && /\/(media|logo)$/.test(path)) return 'upload'
  if (heavy.test(path) || (query.format !== undefined && query.format !== 'json')) return 'heavy'
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS' ? 'read' : 'write'
}

/** Many people work behind one address, so it may do this many times what one account may. */
const peoplePerAddress = 5

/** Classes of people who are not signed in: only their address is known. */
const byAddressOnly = new Set<RouteClass>(['auth', 'public', 'report'])

/** What an address may ask for in a minute when one account may ask for so much. */
export function addressAllowance(of: RouteClass, perMinute: number): number {
  return byAddressOnly.has(of) ? perMinute : perMinute * peoplePerAddress
}
