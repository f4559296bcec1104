import type { Page } from 'playwright-core'

/** Until the screen stands: it has a heading, nothing loads or moves, and nothing was added for a moment. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const started = performance.now()
    let changed = started
    const watch = new MutationObserver(() => {
      changed = performance.now()
    })
    watch.observe(document, { childList: true, subtree: true })
    const stands = () =>
      performance.now() - changed > 120 &&
      document.querySelector('h1, h2, [role=dialog]') !== null &&
      document.querySelector('.mantine-Skeleton-root, .mantine-Loader-root') === null &&
      document.getAnimations().every((one) => one.playState !== 'running')
    while (!stands() && performance.now() - started < 3000) await new Promise((resolve) => setTimeout(resolve, 20))
    watch.disconnect()
  })
}
