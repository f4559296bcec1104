import { findBrowser } from '#testing/browser.ts'
import { buildWeb } from '../src/app/build-web.ts'

/** Looks for the browser and builds the web once; the journeys' processes inherit both. */
export default async function setup(): Promise<void> {
  const { NODE_ENV = 'test' } = process.env
  // By its own name, a run of tests would get a web that carries React's warnings, and leave it to the next start.
  process.env.NODE_ENV = 'production'
  await Promise.all([findBrowser(), buildWeb(() => {})])
  process.env.NODE_ENV = NODE_ENV
}
