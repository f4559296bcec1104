import { expect, test } from 'vitest'
import { withoutColours, withoutUnused } from './unused-css.ts'

const used = (name: string) => name === 'm_aa' || name === 'm_bb'

test.each([
  ['a rule that is used', '.m_aa{color:red}', '.m_aa{color:red}'],
  ['a rule that is not', '.m_cc{color:red}', ''],
  ['only the selectors that can match', '.m_aa,.m_cc,.m_bb:hover{color:red}', '.m_aa,.m_bb:hover{color:red}'],
  ['a class that must be there as well', '.m_aa .m_cc{color:red}', ''],
  ['what must not be there', '.m_aa:not(.m_cc){color:red}', '.m_aa:not(.m_cc){color:red}'],
  ['alternatives are left alone', ':where(.m_cc,.x) .m_aa{color:red}', ':where(.m_cc,.x) .m_aa{color:red}'],
  ['classes of ours', '.row-abc{color:red}', '.row-abc{color:red}'],
  ['empty blocks go', '@media print{.m_cc{color:red}}', ''],
  ['blocks are looked into', '@layer mantine{.m_cc{a:b}.m_aa{a:b}}', '@layer mantine{.m_aa{a:b}}'],
  ['keyframes stay', '@keyframes m_cc{from{a:b}}', '@keyframes m_cc{from{a:b}}'],
  ['statements stay', '@layer a,b;.m_cc{a:b}', '@layer a,b;'],
  ['braces in strings and urls', '.m_aa::before{content:"}"}.m_cc{a:url(x{y)}', '.m_aa::before{content:"}"}'],
  ['nested rules', '.m_aa{a:b;&:hover{c:d}}.m_cc{a:b;&:hover{c:d}}', '.m_aa{a:b;&:hover{c:d}}'],
])('%s', (_what, css, left) => {
  expect(withoutUnused(css, used)).toBe(left)
})

test('variables of colours that nobody paints with go, what names them stays', () => {
  const css =
    ':root{--mantine-color-pink-0:#fff;--a:1;--mantine-color-red-0:#f00;--mantine-color-pink-light:rgba(1, 2, 3, .1)}'
  expect(withoutColours(css, ['pink', 'lime'])).toBe(':root{--a:1;--mantine-color-red-0:#f00;}')
})
