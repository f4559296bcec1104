import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { workCast } from '#testing/work-cast.ts'
import { createInvoice } from './create-invoice.ts'
import { deleteInvoice } from './delete-invoice.ts'
import { sendInvoice } from './send-invoice.ts'
import { updateInvoice } from './update-invoice.ts'
import { updateInvoiceNote } from './update-invoice-note.ts'

const house = useHouse()
const work = workCast(house)
let [clientId, otherId, projectId, invoiceId, lineId] = ['', '', '', '', '']

beforeAll(async () => {
  clientId = await work.client()
  otherId = await work.client({ organization_name: 'Birch' })
  projectId = await work.project(clientId)
  const lines = [{ name: 'Design', quantity: '2', unitPriceCents: 10_000, taxCents: 1_650 }]
  const draft = await house.as.mia.execute(createInvoice, { clientId, lines })
  const sent = await house.as.mia.execute(sendInvoice, { invoiceId: draft.id, email: null })
  invoiceId = sent.id
  lineId = sent.lines[0]?.id ?? ''
})

describe('pain 1: a sent invoice does not change', () => {
  const changes: { [what: string]: () => object } = {
    client: () => ({ clientId: otherId }),
    project: () => ({ projectId }),
    date: () => ({ issuedOn: '2026-01-01', dueOn: '2026-02-01' }),
    'due date': () => ({ dueOn: '2027-01-01' }),
    discount: () => ({ discount: { kind: 'fixed', cents: 100 } }),
    deposit: () => ({ deposit: { kind: 'percent', percent: '50' } }),
    lines: () => ({ lines: [{ name: 'Other', unitPriceCents: 1 }] }),
    notes: () => ({ notes: 'Other' }),
    'internal note by the form': () => ({ internalNote: 'Other' }),
  }
  test.each(Object.keys(changes))('%s, through the application', async (what) => {
    const change = house.as.ada.execute(updateInvoice, { invoiceId, ...changes[what]?.() })
    await expect(change).rejects.toMatchObject({ code: 'document_locked', status: 409 })
  })

  test('deleting it', async () => {
    await expect(house.as.ada.execute(deleteInvoice, { invoiceId })).rejects.toMatchObject({ code: 'document_locked' })
  })

  const statements: { [what: string]: () => [text: string, values: unknown[]] } = {
    ...Object.fromEntries(
      [
        'total_cents = total_cents + 1, subtotal_cents = subtotal_cents + 1',
        'tax_cents = 0, total_cents = subtotal_cents',
        "discount_kind = 'fixed', discount_fixed_cents = 1",
        "deposit_kind = 'percent', deposit_percent = 50",
        "number = 'X'",
        'number_seq = 99',
        "issued_on = '2020-01-01'",
        "due_on = '2020-01-01'",
        "notes = 'x'",
        'deleted_at = now()',
        "state = 'draft', number = NULL, sent_at = NULL",
      ].map((set) => [set, () => [`UPDATE documents SET ${set} WHERE id = $1`, [invoiceId]]]),
    ),
    client: () => ['UPDATE documents SET client_id = $2 WHERE id = $1', [invoiceId, otherId]],
    project: () => ['UPDATE documents SET project_id = $2 WHERE id = $1', [invoiceId, projectId]],
    'changing a line': () => [
      'UPDATE document_lines SET unit_price_cents = 0, subtotal_cents = 0, total_cents = tax_cents WHERE id = $1',
      [lineId],
    ],
    'renaming a line': () => ["UPDATE document_lines SET name = 'x' WHERE id = $1", [lineId]],
    'deleting a line': () => ['DELETE FROM document_lines WHERE id = $1', [lineId]],
    'adding a line': () => [
      `INSERT INTO document_lines (company_id, document_id, id, position, name, quantity, unit_price_cents, subtotal_cents, total_cents)
       VALUES ($1, $2, $3, 2, 'x', 1, 0, 0, 0)`,
      [companies.maple.id, invoiceId, newId()],
    ],
    'deleting it': () => ['DELETE FROM documents WHERE id = $1', [invoiceId]],
  }
  for (const role of ['app', 'owner'] as const) {
    test.each(Object.keys(statements))(`${role}: %s`, async (what) => {
      const [text, values] = statements[what]?.() ?? ['', []]
      await expect(house.sql(role, text, values)).rejects.toMatchObject({
        constraint: expect.stringMatching(/^document_(locked|state_back)$/),
      })
    })
    test(`${role}: TRUNCATE`, async () => {
      await expect(house.sql(role, 'TRUNCATE documents, document_lines CASCADE')).rejects.toThrow(
        /append-only|permission denied/,
      )
    })
  }

  test('the internal note still may, and remembers who changed what', async () => {
    const noted = await house.as.mia.execute(updateInvoiceNote, { invoiceId, internalNote: 'Call Anna first' })
    expect(noted).toMatchObject({ internalNote: 'Call Anna first', state: 'sent', totalCents: 21_650, revision: 3 })
    await expect(
      house.as.mia.execute(updateInvoiceNote, { invoiceId, internalNote: 'x' }, { expectedRevision: 2 }),
    ).rejects.toMatchObject({ code: 'stale_revision' })
  })
})
