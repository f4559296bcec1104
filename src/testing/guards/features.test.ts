import { expect, test } from 'vitest'
import type { Feature } from '#kernel/plans.ts'
import { inCompany } from '../walk.ts'

/**
 * What belongs to a larger plan, written down a second time (spec/access.md): whoever adds an operation to one of these
 * families and forgets its feature is told here.
 */
const families: readonly [name: RegExp, Feature][] = [
  [/^accounts\./, 'accounting'],
  [/^journal\./, 'accounting'],
  [/^closing\./, 'accounting'],
  [/^reports\.projectProfitability$/, 'projectProfitability'],
  [/^reports\.apAging$/, 'payables'],
  [/^reports\./, 'accounting'],
  [/^payables\./, 'payables'],
  [/^integrations\./, 'apiAccess'],
  [/^audit\.export$/, 'advancedAudit'],
]

/** Of these families, but in every plan; each for the reason that stands beside it. */
const everybodys: { [operation: string]: string } = {
  'accounts.listIncome': 'the catalog names an income account',
  'journal.read': 'every document shows the entry that it posted',
  'closing.readBeforeSending': 'what an invoice leaves behind is shown before it is sent',
  'reports.arAging': 'invoices and who owes them',
  'reports.revenue': 'invoices and payments',
  'reports.figureLines': 'the lines behind each figure',
  'reports.serviceLines': 'the lines behind each service',
  'reports.plainTextLedger': 'what is a company’s own can always be taken along',
  'integrations.listApiKeys': 'after a change to a smaller plan keys are seen and revoked',
  'integrations.revokeApiKey': 'the same',
  'integrations.listWebhooks': 'after a change to a smaller plan webhooks are seen and deleted',
  'integrations.readWebhook': 'the same',
  'integrations.deleteWebhook': 'the same',
  'integrations.listDeliveries': 'the same',
  'integrations.readDelivery': 'the same',
}

const promised = (name: string): Feature | undefined =>
  name in everybodys ? undefined : families.find(([family]) => family.test(name))?.[1]
const operations = inCompany.map(({ operation }) => operation)

test('every operation belongs to the plan that its family promises', () => {
  const named = (of: (name: string, feature: Feature | undefined) => Feature | undefined) =>
    operations.map(({ name, feature }) => `${name}: ${of(name, feature) ?? 'every plan'}`).sort()
  expect(named((_, feature) => feature)).toEqual(named(promised))
})

test('each family and each exception is there', () => {
  const names = operations.map(({ name }) => name)
  for (const [family] of families)
    expect(
      names.some((name) => family.test(name)),
      String(family),
    ).toBe(true)
  for (const name of Object.keys(everybodys)) expect(names).toContain(name)
})
