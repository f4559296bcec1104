import { findBrowser } from '#testing/browser.ts'

/** Looks for the browser once; the journeys' processes inherit the choice. */
export default async function setup(): Promise<void> {
  await findBrowser()
}
