import { expect, test } from 'vitest'
import type { InvoiceDocument } from '../contract.ts'
import {
  blankLine,
  changeOf,
  differencesOf,
  type EditorLine,
  type EditorValues,
  hasOldTax,
  moved,
  problemsOf,
  redated,
  totalsOf,
  valuesOf,
  withRate,
} from './editor-values.ts'

const invoiceId = '0190a000-0000-7000-8000-000000000001'
const line = (more: Partial<EditorLine>): EditorLine => ({ ...blankLine(), name: 'Design', ...more })
const values = (more: Partial<EditorValues>): EditorValues => ({
  clientId: invoiceId,
  projectId: null,
  templateId: null,
  issuedOn: '2026-11-01',
  dueOn: '2026-12-01',
  discountKind: 'none',
  discountPercent: null,
  discountCents: null,
  depositKind: 'none',
  depositPercent: null,
  depositCents: null,
  validUntil: null,
  cover: '',
  sections: [],
  header: '',
  footer: '',
  notes: '',
  terms: '',
  internalNote: '',
  lines: [blankLine()],
  ...more,
})

test('totals are live: what is not typed yet counts as nothing', () => {
  const typed = values({
    discountKind: 'percent',
    discountPercent: '10',
    lines: [line({ quantity: '2.5', unitPriceCents: 10_000, taxCents: 500 }), line({ quantity: null })],
  })
  expect(totalsOf(typed).totals).toMatchObject({
    subtotalCents: 25_000,
    discountCents: 2_500,
    taxCents: 500,
    totalCents: 23_000,
  })
  expect(totalsOf({ ...typed, discountKind: 'fixed', discountCents: 30_000 }).problem?.code).toBe(
    'discount_exceeds_subtotal',
  )
})

test('the rate goes on taxable lines after the discount, and only when asked again', () => {
  const lines = [line({ unitPriceCents: 10_000, taxable: true }), line({ unitPriceCents: 10_000 }), blankLine()]
  const before = values({ lines, discountKind: 'percent', discountPercent: '50' })
  const taxed = { ...before, lines: withRate(before, '8.25') }
  expect(taxed.lines.map((one) => one.taxCents)).toEqual([413, 0, null])
  expect(hasOldTax(taxed)).toBe(false)
  const dearer = { ...taxed, lines: taxed.lines.with(0, line({ ...taxed.lines[0], unitPriceCents: 20_000 })) }
  expect(totalsOf(dearer).totals.taxCents).toBe(413)
  expect(hasOldTax(dearer)).toBe(true)
})

test('blank lines are not sent, and objections find their line all the same', () => {
  const typed = values({ lines: [blankLine(), line({ name: '', unitPriceCents: 100 }), line({ unitPriceCents: 5 })] })
  expect(changeOf(typed, 'invoice').lines).toHaveLength(2)
  expect(problemsOf(typed, invoiceId, 'invoice')).toEqual({ 'lines.1.name': 'Say what this line is for.' })
  expect(problemsOf(values({ dueOn: '2026-10-31' }), invoiceId, 'invoice')).toHaveProperty('dueOn')
  expect(problemsOf(values({}), invoiceId, 'invoice')).toEqual({})
})

test('the due date follows the date of the invoice', () => {
  expect(redated(values({}), '2026-11-11')).toMatchObject({ issuedOn: '2026-11-11', dueOn: '2026-12-11' })
  expect(redated(values({}), null)).toMatchObject({ issuedOn: null, dueOn: '2026-12-01' })
})

test('lines change places within the list', () => {
  expect([moved([1, 2, 3], 0, 1), moved([1, 2, 3], 2, 0), moved([1, 2], 1, 2)]).toEqual([
    [2, 1, 3],
    [3, 1, 2],
    [1, 2],
  ])
})

test('a draft comes back as it was sent, and what others changed is named', () => {
  const saved = {
    ...values({}),
    discount: { kind: 'fixed', cents: 100 },
    deposit: { kind: 'percent', percent: '50' },
    notes: null,
    lines: [{ ...line({ unitPriceCents: 5, taxCents: 0 }), description: null, subtotalCents: 5, totalCents: 5 }],
  } as unknown as InvoiceDocument
  const { clientId, projectId, issuedOn, dueOn, discount } = saved
  expect(changeOf(valuesOf(saved), 'invoice')).toMatchObject({
    clientId,
    projectId,
    issuedOn,
    dueOn,
    discount,
    notes: null,
  })
  expect(differencesOf(saved, { ...saved, notes: 'Thanks', lines: [] })).toEqual(['lines', 'notes'])
  const reordered = saved.lines.map((one) => Object.fromEntries(Object.entries(one).reverse()))
  expect(differencesOf(saved, { ...saved, lines: reordered as typeof saved.lines })).toEqual([])
  const discounted = saved.lines.map((one) => ({ ...one, discountCents: 1, totalCents: one.totalCents - 1 }))
  expect(differencesOf(saved, { ...saved, lines: discounted })).toEqual([])
})

test('each kind saves what it has', () => {
  const all = values({
    dueOn: '2026-12-01',
    validUntil: '2026-12-02',
    cover: 'Hello',
    depositKind: 'fixed',
    depositCents: 5,
  })
  expect(changeOf(all, 'invoice')).toMatchObject({ dueOn: '2026-12-01', deposit: { kind: 'fixed', cents: 5 } })
  expect(changeOf(all, 'invoice')).not.toHaveProperty('cover')
  expect(changeOf(all, 'estimate')).toMatchObject({ validUntil: '2026-12-02' })
  expect(changeOf(all, 'estimate')).not.toHaveProperty('dueOn')
  expect(changeOf({ ...all, sections: [{ title: '', body: ' ' }] }, 'proposal')).toMatchObject({
    cover: 'Hello',
    sections: [],
  })
  expect(problemsOf({ ...all, validUntil: '2026-10-01' }, invoiceId, 'proposal')).toHaveProperty('validUntil')
})
