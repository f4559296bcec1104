import net from 'node:net'
import { afterAll, beforeAll } from 'vitest'

type Place = { host: string; port: number }

/** Notes where this process connects to while the tests of a file run. */
export function watchConnections() {
  const { connect } = net.Socket.prototype
  const places: Place[] = []
  beforeAll(() => {
    net.Socket.prototype.connect = function watched(this: net.Socket, ...given: unknown[]) {
      places.push(placeOf(given))
      return (connect as (...all: unknown[]) => net.Socket).apply(this, given)
    } as typeof connect
  })
  afterAll(() => {
    net.Socket.prototype.connect = connect
  })
  return {
    places,
    /** All but the database. */
    elsewhere(databaseUrl: string): Place[] {
      const { hostname, port } = new URL(databaseUrl)
      return places.filter((place) => place.host !== hostname || place.port !== Number(port))
    },
  }
}

/** `connect(port, host)`, or options, possibly in the list that Node has made of them. */
function placeOf(given: readonly unknown[]): Place {
  const [first, second] = Array.isArray(given[0]) ? given[0] : given
  if (first !== null && typeof first === 'object') {
    const { host, port, path } = first as { host?: string; port?: number | string; path?: string }
    return { host: host ?? path ?? 'localhost', port: Number(port ?? 0) }
  }
  return { host: typeof second === 'string' ? second : 'localhost', port: Number(first) }
}
