import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type RichBlock, readRichText } from './rich-text.ts'

const plain = (block: RichBlock) =>
  block.kind === 'list'
    ? block.items.map((item) => item.map(({ text }) => text).join('')).join('|')
    : block.spans.map(({ text, bold }) => (bold ? `<${text}>` : text)).join('')

test.each([
  ['', []],
  ['One\nline', ['paragraph One\nline']],
  ['One\n\nTwo', ['paragraph One', 'paragraph Two']],
  ['## What you get\nText', ['heading What you get', 'paragraph Text']],
  ['- a\n- b\n\nc', ['list a|b', 'paragraph c']],
  ['This is **bold**.', ['paragraph This is <bold>.']],
  ['2 * 3 ** 4', ['paragraph 2 * 3 ** 4']],
  ['<script>alert(1)</script> {{7*7}} #panic', ['paragraph <script>alert(1)</script> {{7*7}} #panic']],
])('%j', (text, expected) => {
  expect(readRichText(text).map((block) => `${block.kind} ${plain(block)}`)).toEqual(expected)
})

test('every letter that was typed is shown', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z ]{0,80}$/), (text) => {
      const shown = readRichText(text).map(plain).join('')
      expect(shown.replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
    }),
  )
})
