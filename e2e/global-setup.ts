import { findBrowser } from '#testing/browser.ts'
import { buildWeb } from '../src/app/build-web.ts'

/** Looks for the browser and builds the web once; the journeys' processes inherit both. */
export default async function setup(): Promise<void> {
  await Promise.all([findBrowser(), buildWeb(() => {})])
}
