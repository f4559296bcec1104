import type { Cents } from '#kernel/money.ts'

type PostedLine = {
  accountId: string
  subtotalCents: Cents
  taxCents: Cents
  clientId: string | null
  projectId: string | null
}

export type BillEntryLine =
  | { account: { accountId: string }; debitCents: Cents; clientId: string | null; projectId: string | null }
  | { account: 'accounts_payable'; creditCents: Cents }

/**
 * What a posted bill says in the books: each expense account cost its lines, tax included (what a vendor charges is no
 * tax of ours to hand on), and the total is owed. One line per account, client and project.
 */
export function billEntryLines(lines: readonly PostedLine[], totalCents: Cents): BillEntryLine[] {
  const costs = new Map<string, Extract<BillEntryLine, { debitCents: Cents }>>()
  for (const { accountId, subtotalCents, taxCents, clientId, projectId } of lines) {
    const key = [accountId, clientId, projectId].join()
    const cost = costs.get(key) ?? { account: { accountId }, debitCents: 0, clientId, projectId }
    cost.debitCents += subtotalCents + taxCents
    costs.set(key, cost)
  }
  return [...costs.values(), { account: 'accounts_payable', creditCents: totalCents }]
}
