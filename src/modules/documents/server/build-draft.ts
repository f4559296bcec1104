import type { PlainDate } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { refuseField } from '#kernel/refusal.ts'
import { findCatalogItems } from '#modules/catalog/server/index.ts'
import { loadIncomeAccounts } from '#modules/ledger/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import type { DocumentLineInput } from '../contract.ts'
import { type Deposit, depositRequested } from '../domain/deposit.ts'
import { type Discount, documentTotals } from '../domain/totals.ts'
import type { DraftFields, LineRow } from './store.ts'

/** A draft as a person fills it in. An invoice is due on a day, an estimate or proposal holds until one. */
export type DraftForm = Pick<
  DraftFields,
  'clientId' | 'projectId' | 'header' | 'footer' | 'notes' | 'terms' | 'internalNote' | 'cover' | 'sections'
> & { issuedOn: PlainDate; discount: Discount; deposit: Deposit; lines: readonly DocumentLineInput[] } & (
    | { dueOn: PlainDate; validUntil: null }
    | { dueOn: null; validUntil: PlainDate }
  )

/** Accounts that lines earn on already; they stay, whatever became of them since. */
export type KeptAccounts = ReadonlySet<string | null>

/** A form, computed: what the document and its lines say. */
export type BuiltDraft = { fields: DraftFields; lines: LineRow[] }

/**
 * Computes totals and shares as the editor showed them, and where each line earns. Refuses what totals and deposit
 * refuse, a due date before the date of the invoice, two lines with one id, and accounts that are no income.
 */
export async function buildDraft(scope: Scope, form: DraftForm, kept: KeptAccounts = new Set()): Promise<BuiltDraft> {
  const { discount, deposit, lines, ...rest } = form
  if (form.dueOn !== null && form.dueOn < form.issuedOn)
    throw refuseField('dueOn', 'The due date cannot be before the date of the invoice.')
  if (form.validUntil !== null && form.validUntil < form.issuedOn)
    throw refuseField('validUntil', 'This cannot hold until a day before its own date.')
  const totals = documentTotals(lines, discount)
  depositRequested(deposit, totals.totalCents)
  const accounts = await incomeAccounts(scope, lines, kept)
  const built = lines.map((line, at): LineRow => {
    const { subtotalCents = 0, discountCents = 0, totalCents = 0 } = totals.lines[at] ?? {}
    const incomeAccountId = accounts[at] ?? null
    return {
      ...line,
      id: line.id ?? newId(),
      position: at + 1,
      subtotalCents,
      discountCents,
      totalCents,
      incomeAccountId,
    }
  })
  if (new Set(built.map((line) => line.id)).size < built.length) {
    throw refuseField('lines', 'Two lines have the same id.')
  }
  const { subtotalCents, discountCents, taxCents, totalCents } = totals
  return {
    fields: {
      ...rest,
      ...{ subtotalCents, discountCents, taxCents, totalCents },
      discountKind: discount.kind,
      discountPercent: discount.kind === 'percent' ? discount.percent : null,
      discountFixedCents: discount.kind === 'fixed' ? discount.cents : null,
      depositKind: deposit.kind,
      depositPercent: deposit.kind === 'percent' ? deposit.percent : null,
      depositFixedCents: deposit.kind === 'fixed' ? deposit.cents : null,
    },
    lines: built,
  }
}

/** Per line: the account that was chosen, else the catalog item's, else none, which is Revenue. */
async function incomeAccounts(
  scope: Scope,
  lines: readonly DocumentLineInput[],
  kept: KeptAccounts,
): Promise<(string | null)[]> {
  const present = (id: string | null): id is string => id !== null
  const chosen = lines.map((line) => line.incomeAccountId).filter(present)
  await loadIncomeAccounts(
    scope,
    chosen.filter((id) => !kept.has(id)),
  )
  const unsaid = lines.filter((line) => line.incomeAccountId === null)
  const items = await findCatalogItems(scope, unsaid.map((line) => line.catalogItemId).filter(present))
  return lines.map((line) => line.incomeAccountId ?? items.get(line.catalogItemId ?? '')?.incomeAccountId ?? null)
}
