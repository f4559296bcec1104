import type { FastifyInstance } from 'fastify'
import { unknownId } from './walk.ts'

export type MountedRoute = { method: string; path: string }

/** Every route that the running application has, modules' and others, as its router prints them: no list by hand. */
export async function routeTable(app: FastifyInstance): Promise<MountedRoute[]> {
  await app.ready()
  const above: string[] = []
  const routes: MountedRoute[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const read = /^((?:[│ ] {3})*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/u.exec(line)
    if (!read) continue
    const [, indent = '', part = '', methods = ''] = read
    const depth = indent.length / 4
    above.length = depth
    above[depth] = part
    const path = above.join('').replace(/\/\//g, '/')
    for (const method of methods.split(', ').filter(Boolean)) routes.push({ method, path })
  }
  return routes
}

/** The path with something in the place of each parameter: `ids` by name, or what does not exist. */
export function filled(path: string, ids: { [name: string]: string } = {}): string {
  return path.replace(/:(\w+)/g, (_whole, name: string) => ids[name] ?? (name.endsWith('Id') ? unknownId : 'nothing'))
}
