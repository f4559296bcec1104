import { demoPassword, fillCompanies } from '#modules/demo/server/index.ts'
import type { Booted } from './boot.ts'
import { routes } from './modules.ts'

/** Fills an empty database with the demo companies, while the server already answers; false when it had nothing to do. */
export async function fillWithDemo(
  { house, settings }: Booted,
  say: (line: string) => void,
  stop?: AbortSignal,
): Promise<boolean> {
  const began = performance.now()
  const filled = await fillCompanies({ house, routes, say, stop })
  if (!filled) return false
  const seconds = Math.ceil((performance.now() - began) / 1000)
  say(`The demo is ready (${seconds} s). Sign in at ${settings.baseUrl}: ada@maple.example, ${demoPassword}`)
  return true
}
