import { assert } from '#kernel/assert.ts'
import { pixelSize } from '#platform/media/pixel-size.ts'

/**
 * A Typst document of a module. It reads what it shows from `json(bytes(sys.inputs.data))` and its pictures from
 * `/images/<key>`. It sets its own title (PDF/UA-1 asks for one) and its own date, so that nothing comes from the clock.
 */
export type PdfTemplate = {
  name: string
  source: string
  /** PNG, JPEG, GIF or WebP bytes; keys are `[a-z0-9-]+`. */
  images?: Record<string, Buffer>
}

/** Longest JSON a template is given, in characters: the bound on how long a page can take. */
export const inputLengthMax = 2_000_000

const pixelsMax = 25_000_000

const forbidden: readonly { pattern: RegExp; because: string }[] = [
  { pattern: /@(preview|local)\b|\b(import|include)\b/, because: 'it opens a package or another file' },
  { pattern: /\b(eval|plugin|read)\s*\(/, because: 'it evaluates text or reads a file' },
  { pattern: /\bdatetime\.today\b/, because: 'it asks the clock' },
]

/**
 * A template is ours, its input is not. Typst downloads only for `import "@preview/…"`, so a template without `import`
 * and without `eval` cannot make a request whatever its input says: text in `sys.inputs` never becomes markup.
 */
export function assertSelfContained(template: PdfTemplate): void {
  for (const { pattern, because } of forbidden) {
    assert(!pattern.test(template.source), `PDF template ${template.name} refused: ${because}`)
  }
  for (const [key, bytes] of Object.entries(template.images ?? {})) {
    assert(/^[a-z0-9-]+$/.test(key), `PDF image key ${JSON.stringify(key)} is not allowed`)
    assert(isPicture(bytes), `PDF image ${key} is no PNG, JPEG, GIF or WebP of a decent size`)
  }
}

/**
 * PNG, JPEG, GIF or WebP by its first bytes, and not so large that decoding it would eat the memory. SVG is not a
 * picture here, because it can point elsewhere.
 */
export function isPicture(bytes: Uint8Array): boolean {
  const size = pixelSize(bytes)
  return size !== undefined && size.width > 0 && size.height > 0 && size.width * size.height <= pixelsMax
}
