import { expect, test } from 'vitest'
import { type Manifest, weights } from './budgets.ts'

const manifest: Manifest = {
  'index.html': { file: 'entry.js', isEntry: true, css: ['entry.css'], imports: ['_base.js'] },
  '_base.js': { file: 'base.js' },
  '../ui/shell/shell.tsx': { file: 'shell.js', isDynamicEntry: true, imports: ['_base.js'] },
  '../modules/identity/web/sign-in.tsx': { file: 'sign-in.js', isDynamicEntry: true, imports: ['_base.js'] },
  '../modules/time/web/week.tsx': { file: 'week.js', isDynamicEntry: true, css: ['week.css'], imports: ['_base.js'] },
}

test('a screen weighs its own files, those of the entry and the shell, each once', () => {
  const found = weights(manifest, () => 1000)
  expect(found).toContainEqual({ screen: '../modules/time/web/week.tsx', bytes: 6000, most: 270_000 })
  expect(found).toContainEqual({ screen: '../modules/identity/web/sign-in.tsx', bytes: 4000, most: 190_000 })
})

test('the law bites', () => {
  expect(weights(manifest, () => 100_000).every((one) => one.bytes > one.most)).toBe(true)
})
