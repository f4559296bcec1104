import { assert } from '#kernel/assert.ts'
import { compareDecimals } from '#kernel/decimal.ts'
import { allocate, assertDocumentRange, type Cents, lineSubtotal, percentOf, sumCents } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'

/** What a line says: a decimal quantity, cents per unit, and the tax that was entered on it (cents, signed). */
export type LineInput = { quantity: string; unitPriceCents: Cents; taxCents: Cents; taxable: boolean }

/** A discount on the whole document, before tax. */
export type Discount = { kind: 'none' } | { kind: 'percent'; percent: string } | { kind: 'fixed'; cents: Cents }

/** `total = subtotal − discount + tax`, all in cents; a rebate line has negative ones. */
export type LineTotals = { subtotalCents: Cents; discountCents: Cents; taxCents: Cents; totalCents: Cents }

/** The sums of the lines, column by column; `lines` in the order of the input. */
export type DocumentTotals = LineTotals & { lines: LineTotals[] }

/**
 * The totals of a document; browser and server both call this, so they agree.
 * Refuses `discount_exceeds_subtotal`, `document_total_negative`, `document_tax_negative`, `document_out_of_range`,
 * `amount_out_of_range`.
 */
export function documentTotals(lines: readonly LineInput[], discount: Discount): DocumentTotals {
  const { totals, problem } = liveTotals(lines, discount)
  if (problem) throw problem
  return totals
}

/** The totals while somebody is still typing: numbers all the same, and beside them what the server would refuse. */
export function liveTotals(
  lines: readonly LineInput[],
  discount: Discount,
): { totals: DocumentTotals; problem: Refusal | null } {
  try {
    const totals = computed(lines, discount)
    return { totals, problem: problemOf(totals, discount) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { totals: { ...nothing, lines: lines.map(() => nothing) }, problem: error }
  }
}

/**
 * The lines with the company's tax rate applied, as the editor offers and the person confirms: `percent` of what a
 * taxable line costs after its share of the discount, rounded half up per line; zero on the others. `taxPercent`
 * remembers where the tax came from.
 */
export function applyCompanyRate<Line extends LineInput>(
  lines: readonly Line[],
  discount: Discount,
  percent: string,
): (Line & { taxCents: Cents; taxPercent: string | null })[] {
  const shares = discountShares(subtotalsOf(lines), discount)
  return lines.map((line, at) => {
    if (!line.taxable) return { ...line, taxCents: 0, taxPercent: null }
    const base = lineSubtotal(line.quantity, line.unitPriceCents) - (shares[at] ?? 0)
    return { ...line, taxCents: percentOf(base, percent), taxPercent: percent }
  })
}

/** The discount in cents on a subtotal; none on a subtotal below zero, which is refused elsewhere. */
export function discountCents(subtotalCents: Cents, discount: Discount): Cents {
  assert(discount.kind !== 'fixed' || discount.cents >= 0, 'a discount is never negative')
  if (discount.kind === 'fixed') return discount.cents
  if (discount.kind === 'none' || subtotalCents <= 0) return 0
  return percentOf(subtotalCents, discount.percent)
}

const nothing: LineTotals = { subtotalCents: 0, discountCents: 0, taxCents: 0, totalCents: 0 }

function computed(lines: readonly LineInput[], discount: Discount): DocumentTotals {
  const subtotals = subtotalsOf(lines)
  const shares = discountShares(subtotals, discount)
  const each = lines.map((line, at): LineTotals => {
    const subtotalCents = subtotals[at] ?? 0
    const share = shares[at] ?? 0
    const totalCents = sumCents([subtotalCents, -share, line.taxCents])
    return { subtotalCents, discountCents: share, taxCents: line.taxCents, totalCents }
  })
  const column = (name: keyof LineTotals) => assertDocumentRange(sumCents(each.map((line) => line[name])))
  const sums = { subtotalCents: column('subtotalCents'), discountCents: column('discountCents') }
  return { ...sums, taxCents: column('taxCents'), totalCents: column('totalCents'), lines: each }
}

function subtotalsOf(lines: readonly LineInput[]): Cents[] {
  return lines.map((line) => assertDocumentRange(lineSubtotal(line.quantity, line.unitPriceCents)))
}

/** The discount spread over the lines by their subtotals: a rebate line carries its part with its own sign. */
function discountShares(subtotals: readonly Cents[], discount: Discount): Cents[] {
  if (subtotals.length === 0) return []
  return allocate(discountCents(sumCents(subtotals), discount), subtotals)
}

function problemOf(totals: DocumentTotals, discount: Discount): Refusal | null {
  if (totals.subtotalCents < 0) return new Refusal('document_total_negative')
  const tooMuch = discount.kind === 'percent' && compareDecimals(discount.percent, '100') > 0
  const asked = discountCents(totals.subtotalCents, discount)
  if (tooMuch || asked > totals.subtotalCents) return new Refusal('discount_exceeds_subtotal')
  if (totals.taxCents < 0) return new Refusal('document_tax_negative')
  if (totals.totalCents < 0) return new Refusal('document_total_negative')
  return null
}
