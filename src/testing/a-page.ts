import { Download } from '#platform/operation.ts'

/** The page that a list answered with, where it could have answered with a file. */
export function aPage<Page extends object>(answer: Page | Download): Page {
  if (answer instanceof Download) throw new Error('a page was asked for')
  return answer
}
