import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { createClient } from '#modules/clients/contract.ts'
import { readBeforeSending } from '#modules/closing/contract.ts'
import { readBeforeSending as beforeSending } from '#modules/closing/server/before-sending.ts'
import { chained, chainStart, type SealedEntry } from '#modules/closing/server/chain.ts'
import { readClose } from '#modules/closing/server/month-end.ts'
import { askProof, readProof } from '#modules/closing/server/proof.ts'
import { readReconciliation } from '#modules/closing/server/reconciliation.ts'
import { repairRollups } from '#modules/closing/server/repair-rollups.ts'
import { sealJournal } from '#modules/closing/server/seal-journal.ts'
import { verifyExport } from '#modules/closing/server/verify-export.ts'
import { createCreditNote } from '#modules/credit-notes/contract.ts'
import { createInvoice, sendInvoice, voidInvoice } from '#modules/documents/server/index.ts'
import { lockBooks } from '#modules/ledger/contract.ts'
import { recordPayment } from '#modules/payments/contract.ts'
import { checkInvariants, exportLedger } from '#modules/reports/server/index.ts'
import { companies } from '#testing/cast.ts'
import { expenseCast } from '#testing/expense-cast.ts'
import { useHouse } from '#testing/house.ts'
import { workCast } from '#testing/work-cast.ts'

const house = useHouse()
const july = { now: '2026-07-10T15:00:00.000000Z' }
let clientId = ''
const sent = async (cents: number, issuedOn: string) => {
  const lines = [{ name: 'Design', unitPriceCents: cents }]
  const { id } = await house.as.mia.execute(createInvoice, { clientId, lines, issuedOn })
  return house.as.mia.execute(sendInvoice, { invoiceId: id, email: null })
}
const steps = async () => {
  const close = await house.as.ada.perform(readClose, { month: '2026-06-01' }, july)
  return Object.fromEntries(close.steps.map(({ step, state, open }) => [step, `${state} ${open}`]))
}

/** Drift: the triggers of a table asleep, which only its owner can do. */
async function drift(table: string, text: string, values: unknown[] = []) {
  await house.sql('owner', `ALTER TABLE ${table} DISABLE TRIGGER USER`)
  await house.sql('owner', text, values)
  await house.sql('owner', `ALTER TABLE ${table} ENABLE TRIGGER USER`)
}

beforeAll(async () => {
  clientId = (await house.as.mia.http.call(createClient, { organizationName: 'Birch' })).json<{ id: string }>().id
  await sent(10_000, '2026-06-03')
})

describe('the proof', () => {
  test('is made by a job when it is wanted, and kept with its date', async () => {
    expect(await house.as.ada.perform(readProof, {})).toEqual({ latest: null })
    await house.as.ada.execute(askProof, {})
    await house.settle()
    const { latest } = await house.as.ada.perform(readProof, {})
    expect(latest).toMatchObject({ broken: [] })
    expect(latest?.rules).toBeGreaterThan(15)
  })

  test('names the record that breaks a rule', async () => {
    await drift('clients', 'UPDATE clients SET credit_cents = 700 WHERE id = $1', [clientId])
    await house.as.ada.execute(askProof, {})
    await house.settle()
    const { latest } = await house.as.ada.perform(readProof, {})
    expect(latest?.broken.map(({ name }) => name)).toContain('credit-rollup')
    expect(latest?.broken[0]?.findings).toContainEqual(expect.objectContaining({ subjectId: clientId }))
  })

  test('is never changed or taken away', async () => {
    for (const text of ['UPDATE company_proofs SET rules = 1', 'DELETE FROM company_proofs', 'TRUNCATE company_proofs'])
      for (const role of ['app', 'owner'] as const)
        await expect(house.sql(role, text)).rejects.toThrow(/append-only|permission denied/)
  })
})

describe('the reconciliation', () => {
  test('sets control accounts beside their records, and names the client where they differ', async () => {
    const { controls, differences } = await house.as.ada.perform(readReconciliation, {})
    expect(controls.map(({ code, ledgerCents, recordsCents }) => [code, ledgerCents, recordsCents])).toEqual([
      ['1100', 10_000, 10_000],
      ['2000', 0, 0],
      ['2200', 0, 700],
      ['2300', 0, 0],
    ])
    expect(differences).toEqual([
      { accountCode: '2200', clientId, clientName: 'Birch', ledgerCents: 0, recordsCents: 700 },
    ])
    await drift('clients', 'UPDATE clients SET credit_cents = 0 WHERE id = $1', [clientId])
    const clean = await house.as.ada.perform(readReconciliation, {})
    expect(clean.differences).toEqual([])
  })
})

describe('the tools against drift', () => {
  test('rebuild rollups from their sources, and find nothing to do the second time', async () => {
    await drift('clients', 'UPDATE clients SET credit_cents = 300 WHERE id = $1', [clientId])
    await drift('documents', "UPDATE documents SET balance_due_cents = 1 WHERE state = 'sent'")
    await house.sql('owner', 'UPDATE account_balances SET debit_cents = debit_cents + 7 WHERE debit_cents > 0')
    const repair = async () => (await house.as.ada.execute(repairRollups, {})).filter(({ rows }) => rows > 0)
    const names = ['Credit of clients', 'Balances due of invoices', 'Monthly balances of accounts']
    expect((await repair()).map(({ rollup }) => rollup)).toEqual(names)
    expect(await repair()).toEqual([])
    const verdicts = await house.as.ada.scope(checkInvariants)
    expect(verdicts.filter(({ ok }) => !ok)).toEqual([])
  })
})

describe('the end of a month', () => {
  test('counts what is left, and is done when the books are locked', async () => {
    const lines = [{ name: 'Later', unitPriceCents: 100 }]
    const draft = { clientId, lines, issuedOn: '2026-06-20' }
    await house.as.mia.execute(createInvoice, draft)
    await house.as.mia.execute(createInvoice, { ...draft, issuedOn: '2026-07-02' })
    expect(await steps()).toMatchObject({
      drafts: 'todo 1',
      time: 'done 0',
      expenses: 'done 0',
      bills: 'done 0',
      reconciliation: 'done 0',
      lock: 'todo 1',
    })
    expect((await house.as.ada.http.call(lockBooks, { lockedThrough: '2026-06-30' })).statusCode).toBe(200)
    expect(await steps()).toMatchObject({ lock: 'done 0' })
    const next = await house.as.ada.perform(readClose, {}, july)
    expect([next.from, next.over]).toEqual(['2026-06-01', true])
    await house.sql('owner', 'UPDATE companies SET books_locked_through = NULL')
  })
})

describe('failed e-mail', () => {
  const failed = (column: string, id: string, at: string, state = 'failed') =>
    house.sql(
      'owner',
      `INSERT INTO document_deliveries (company_id, id, ${column}, to_email, state, created_at, finished_at)
       VALUES ($1, $2, $3, 'a@b.example', $4, $5, $5)`,
      [companies.maple.id, newId(), id, state, at],
    )

  test('is done with when the same paper went out later, a receipt like an invoice; another month is not asked', async () => {
    const { id: invoiceId } = await sent(1_000, '2026-06-05')
    const input = { clientId, method: 'check', amountCents: 500, receivedOn: '2026-06-06' } as const
    const payment = (await house.as.mia.http.call(recordPayment, input)).json<{ id: string }>()
    await failed('document_id', invoiceId, '2026-06-05T12:00:00Z')
    await failed('payment_id', payment.id, '2026-07-01T03:59:00Z')
    await failed('payment_id', payment.id, '2026-07-01T04:01:00Z')
    expect(await steps()).toMatchObject({ mail: 'todo 1' })
    await failed('payment_id', payment.id, '2026-07-02T12:00:00Z', 'sent')
    await failed('document_id', invoiceId, '2026-07-02T12:00:00Z', 'sent')
    expect(await steps()).toMatchObject({ mail: 'done 0' })
    await house.sql(
      'owner',
      `INSERT INTO reminders (company_id, id, document_id, to_email, subject, amount_cents, state, created_at, finished_at)
       VALUES ($1, $2, $3, 'a@b.example', 'Late', 1, 'failed', '2026-06-20T12:00:00Z', '2026-06-20T12:00:00Z')`,
      [companies.maple.id, newId(), invoiceId],
    )
    expect(await steps()).toMatchObject({ mail: 'todo 1' })
    await house.sql('owner', 'DELETE FROM reminders WHERE document_id = $1', [invoiceId])
  })

  test('of what is void by now is nothing to do', async () => {
    const { id: invoiceId } = await sent(2_000, '2026-06-07')
    await failed('document_id', invoiceId, '2026-06-07T12:00:00Z')
    expect(await steps()).toMatchObject({ mail: 'todo 1' })
    await house.as.ben.execute(voidInvoice, { invoiceId })
    expect(await steps()).toMatchObject({ mail: 'done 0' })
  })
})

test('a credit note of the month that is still a draft is to do', async () => {
  const { id: invoiceId } = await sent(3_000, '2026-06-08')
  const lines = [{ name: 'Too much', subtotalCents: 500 }]
  const made = await house.as.mia.http.call(createCreditNote, { invoiceId, issuedOn: '2026-06-09', lines })
  expect(made.statusCode, made.body).toBe(201)
  expect(await steps()).toMatchObject({ notes: 'todo 1' })
})

describe('the seals', () => {
  const links = () =>
    house.sql<{ seq: number; entries: number; hash: string }>(
      'app',
      'SELECT seq, entries, hash FROM journal_seals ORDER BY seq',
    )

  test('chain what was posted and has settled, in its order', async () => {
    await house.sql('owner', 'ALTER TABLE journal_entries DISABLE TRIGGER frozen_row')
    await house.sql('owner', "UPDATE journal_entries SET posted_at = posted_at - interval '1 hour'")
    await house.sql('owner', 'ALTER TABLE journal_entries ENABLE TRIGGER frozen_row')
    await Promise.all([1, 2, 3].map(() => sealJournal(house, companies.maple.id)))
    const entries = await house.sql<SealedEntry>(
      'app',
      `SELECT e.id, e.entry_date::text AS "entryDate", e.source_type AS "sourceType", e.source_id AS "sourceId",
         e.reverses_entry_id AS "reversesEntryId", e.memo,
         (SELECT jsonb_agg(jsonb_build_object('accountId', l.account_id, 'cents', l.debit_cents - l.credit_cents, 'clientId', l.client_id,
            'projectId', l.project_id, 'memo', l.memo) ORDER BY l.line_no) FROM journal_lines l WHERE l.entry_id = e.id) AS lines
       FROM journal_entries e ORDER BY e.posted_at, e.id`,
    )
    const hash = entries.reduce((before, entry) => chained(before, entry), chainStart)
    expect(await links()).toEqual([{ seq: 1, entries: entries.length, hash }])
  })

  test('are in the export, which proves itself without the database', async () => {
    let text = ''
    await house.as.ada.scope(async (scope) => {
      for await (const part of exportLedger(scope)) text += part
    })
    const verified = verifyExport(text)
    expect(verified).toMatchObject({ seals: 1, unsealed: 0, faults: [] })
    expect(verified.entries).toBeGreaterThan(0)
    const renamed = text.replaceAll('1100 Accounts Receivable', '1100 Debtors')
    expect(verifyExport(renamed).faults).toEqual([])
    for (const tampered of [
      text.replace('100.00 USD', '100.01 USD').replace('-100.00 USD', '-100.01 USD'),
      text.replace(/^2026-06-03 /m, '2026-06-04 '),
      text.replace(/^2026-06-03 [\s\S]*?\n\n/m, ''),
      text.replace('(invoice) Invoice ', '(invoice) Invoice no '),
      text.replace(/^ {2}; source: \S+/m, `  ; source: ${newId()}`),
      text.replace(/client-id: [^,\n]+/, `client-id: ${newId()}`),
      text.replace(/(\(payment\)[\s\S]*?; source: \S+\n)/, `$1  ; reverses: ${newId()}\n`),
    ])
      expect(verifyExport(tampered).faults).not.toEqual([])
  })

  test('leave young entries for the next one', async () => {
    await sent(500, '2026-07-01')
    await sealJournal(house, companies.maple.id)
    expect(await links()).toHaveLength(1)
  })

  test('of the first kind still hold, and say that they cover no words', async () => {
    let text = ''
    await house.as.ada.scope(async (scope) => {
      for await (const part of exportLedger(scope)) text += part
    })
    const sealed = await house.sql<SealedEntry>(
      'app',
      `SELECT e.id, e.entry_date::text AS "entryDate", e.source_type AS "sourceType",
         (SELECT jsonb_agg(jsonb_build_object('accountId', l.account_id, 'cents', l.debit_cents - l.credit_cents) ORDER BY l.line_no)
          FROM journal_lines l WHERE l.entry_id = e.id) AS lines
       FROM journal_entries e WHERE e.posted_at < (SELECT posted_before FROM journal_seals) ORDER BY e.posted_at, e.id`,
    )
    const hash = sealed.reduce((before, entry) => chained(before, entry, 1), chainStart)
    const old = text.replace(/^; seal 1 v2 (.*) sha256 \S+$/m, `; seal 1 $1 sha256 ${hash}`)
    expect(verifyExport(old)).toMatchObject({ seals: 1, sealedInPart: sealed.length, faults: [] })
    expect(verifyExport(old.replace('(invoice) Invoice ', '(invoice) Invoice no ')).faults).toEqual([])
    expect(verifyExport(old.replace(/^2026-06-03 /m, '2026-06-04 ')).faults).not.toEqual([])
    expect(verifyExport(text).sealedInPart).toBe(0)
  })
})

test('before sending: what is on no invoice, in every state before one', async () => {
  const work = workCast(house)
  const spent = expenseCast(house)
  const client = await work.client()
  const { id: invoiceId } = await house.as.mia.execute(createInvoice, {
    clientId: client,
    lines: [{ name: 'Design', unitPriceCents: 100 }],
  })
  const leaks = async () => (await house.as.mia.perform(beforeSending, { invoiceId })).leaks
  expect(await leaks()).toEqual([])
  await work.time(client)
  await work.time(client, { state: 'submitted', minutes: 30 })
  await work.time(client, { state: 'draft', minutes: 20 })
  await work.time(client, { state: 'draft', minutes: 20, billable: false })
  const billable = { billable: true, clientId: client }
  await spent.approved('ada', { ...billable, amountCents: 1_000 })
  await spent.submitted('ada', { ...billable, amountCents: 200 })
  await spent.draft('ada', { ...billable, amountCents: 30 })
  await spent.draft('ada', { clientId: client, amountCents: 7 })
  const plain = { minutes: null, cents: null }
  expect(await leaks()).toEqual([
    { ...plain, kind: 'unbilled_time', count: 1, minutes: 60 },
    { ...plain, kind: 'waiting_time', count: 1, minutes: 30 },
    { ...plain, kind: 'draft_time', count: 1, minutes: 20 },
    { ...plain, kind: 'unbilled_expenses', count: 1, cents: 1_000 },
    { ...plain, kind: 'waiting_expenses', count: 2, cents: 230 },
  ])
})

test('before sending: many hours that wait hide none that are approved', async () => {
  const work = workCast(house)
  const client = await work.client()
  const { id: invoiceId } = await house.as.mia.execute(createInvoice, {
    clientId: client,
    lines: [{ name: 'Design', unitPriceCents: 100 }],
  })
  for (let made = 0; made < 101; made += 1) await work.time(client, { state: 'submitted', minutes: 1 })
  await work.time(client, { minutes: 60 })
  const { leaks } = await house.as.mia.perform(beforeSending, { invoiceId })
  expect(leaks.map(({ kind, count, minutes }) => [kind, count, minutes])).toEqual([
    ['unbilled_time', 1, 60],
    ['waiting_time', 100, 100],
  ])
})

test('before sending: work below its rate, here and on the other drafts of the client', async () => {
  const work = workCast(house)
  const client = await work.client()
  const [here, there] = [await draftBelow(client, 5_000), await draftBelow(client, 8_000)]
  const of = async (invoiceId: string) =>
    (await house.as.mia.perform(beforeSending, { invoiceId })).leaks.map(({ kind, count, cents }) => [
      kind,
      count,
      cents,
    ])
  expect(await of(here)).toEqual([
    ['below_rate', 1, 5_000],
    ['below_rate_elsewhere', 1, 2_000],
  ])
  expect(await of(there)).toEqual([
    ['below_rate', 1, 2_000],
    ['below_rate_elsewhere', 1, 5_000],
  ])
})

/** A draft whose one line, an hour at $100, asks for less. */
async function draftBelow(client: string, unitPriceCents: number): Promise<string> {
  const invoice = await house.as.mia.execute(createInvoice, {
    clientId: client,
    lines: [{ name: 'Work', unitPriceCents }],
  })
  await workCast(house).time(client, {
    state: 'billed',
    rate_cents: 10_000,
    document_id: invoice.id,
    document_line_id: invoice.lines[0]?.id,
  })
  return invoice.id
}

test('another id is asked for in vain', async () => {
  const answer = await house.as.olga.http.call(
    readBeforeSending,
    { invoiceId: newId() },
    { companyId: companies.oak.id },
  )
  expect(answer.statusCode).toBe(404)
})
