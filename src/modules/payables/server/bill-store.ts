import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import { Refusal } from '#kernel/refusal.ts'
import { authorOf } from '#platform/actor.ts'
import type { Scope } from '#platform/scope.ts'
import { billLines, bills } from './tables.ts'

export type BillRow = typeof bills.$inferSelect
export type BillLineRow = Omit<typeof billLines.$inferSelect, 'companyId' | 'billId'>

/** What a save of a draft writes. */
export type DraftFields = Pick<
  BillRow,
  'vendorId' | 'number' | 'billedOn' | 'dueOn' | 'notes' | 'subtotalCents' | 'taxCents' | 'totalCents'
>
/** What may still change on a bill. */
export type Movable = Partial<
  Pick<
    BillRow,
    'state' | 'balanceDueCents' | 'notes' | 'bookedOn' | 'postedAt' | 'voidedOn' | 'voidedAt' | 'paidAt' | 'deletedAt'
  >
>

const living = (scope: Scope, id: string) =>
  and(eq(bills.companyId, scope.companyId), eq(bills.id, id), isNull(bills.deletedAt))

/** Refuses `not_found`. */
export async function loadBill(scope: Scope, id: string): Promise<BillRow> {
  const [row] = await scope.tx.select().from(bills).where(living(scope, id))
  if (!row) throw new Refusal('not_found')
  return row
}

/** The same, locked until the transaction ends. Its lines change only under this lock. */
export async function loadBillForUpdate(scope: Scope, id: string): Promise<BillRow> {
  const [row] = await loadBillsForUpdate(scope, [id])
  return present(row)
}

/** Bills, locked in the order of their ids. Refuses `not_found` when one is missing. */
export async function loadBillsForUpdate(scope: Scope, ids: readonly string[]): Promise<BillRow[]> {
  const wanted = [...new Set(ids)]
  const rows = await scope.tx
    .select()
    .from(bills)
    .where(and(eq(bills.companyId, scope.companyId), inArray(bills.id, wanted), isNull(bills.deletedAt)))
    .orderBy(asc(bills.id))
    .for('no key update')
  if (rows.length < wanted.length) throw new Refusal('not_found')
  return rows
}

export async function loadLines(scope: Scope, billId: string): Promise<BillLineRow[]> {
  const rows = await scope.tx
    .select()
    .from(billLines)
    .where(and(eq(billLines.companyId, scope.companyId), eq(billLines.billId, billId)))
    .orderBy(asc(billLines.position))
  return rows.map(({ companyId: _company, billId: _bill, ...line }) => line)
}

export async function insertBill(
  scope: Scope,
  bill: DraftFields & Pick<BillRow, 'id'> & Partial<Pick<BillRow, 'recurringBillId' | 'plannedOn'>>,
  lines: readonly BillLineRow[],
): Promise<BillRow> {
  const { companyId, now } = scope
  const [row] = await scope.tx
    .insert(bills)
    .values({ companyId, ...bill, createdBy: authorOf(scope), createdAt: now, updatedAt: now })
    .returning()
  await insertLines(scope, bill.id, lines)
  return present(row)
}

/** Saves over a draft that was loaded for update, as its next revision; its lines are replaced. */
export async function saveDraft(
  scope: Scope,
  before: BillRow,
  fields: DraftFields,
  lines: readonly BillLineRow[],
): Promise<BillRow> {
  await scope.tx.delete(billLines).where(and(eq(billLines.companyId, scope.companyId), eq(billLines.billId, before.id)))
  await insertLines(scope, before.id, lines)
  return save(scope, before, fields)
}

/** Saves what moved, as the next revision. */
export async function saveMoved(scope: Scope, before: BillRow, moved: Movable): Promise<BillRow> {
  return save(scope, before, moved)
}

async function save(scope: Scope, before: BillRow, change: Partial<DraftFields & Movable>): Promise<BillRow> {
  const [row] = await scope.tx
    .update(bills)
    .set({ ...change, revision: before.revision + 1, updatedAt: scope.now })
    .where(and(eq(bills.companyId, scope.companyId), eq(bills.id, before.id)))
    .returning()
  return present(row)
}

async function insertLines(scope: Scope, billId: string, lines: readonly BillLineRow[]): Promise<void> {
  if (lines.length === 0) return
  await scope.tx.insert(billLines).values(lines.map((line) => ({ companyId: scope.companyId, billId, ...line })))
}

/** Other bills of the vendor with the same number, whatever their case; void ones do not count. */
export async function findSameNumber(scope: Scope, vendorId: string, number: string | null, exceptId?: string) {
  if (number === null) return []
  return scope.tx
    .select({ id: bills.id, state: bills.state, billedOn: bills.billedOn, totalCents: bills.totalCents })
    .from(bills)
    .where(
      and(
        eq(bills.companyId, scope.companyId),
        eq(bills.vendorId, vendorId),
        eq(bills.numberKey, number.toLowerCase()),
        isNull(bills.deletedAt),
        ne(bills.state, 'void'),
        exceptId ? ne(bills.id, exceptId) : undefined,
      ),
    )
    .orderBy(asc(bills.billedOn))
    .limit(10)
}
