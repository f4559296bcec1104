import { companies } from './cast.ts'
import type { TestHouse } from './house.ts'

type Ids = { [table: string]: string }

/** One record of every kind in Oak Electric, by plain SQL, for tests that reach over the wall. */
export function seedForeignRecords(house: TestHouse): Promise<Ids> {
  return seedRecords(house, companies.oak.id, '9000')
}

/** One record of every kind in a company; `group` is the fourth part of their ids, so that two sets fit into one company. */
export async function seedRecords(house: TestHouse, companyId: string, group: string): Promise<Ids> {
  const ids: Ids = {}
  const add = adder(house, ids, companyId, group)
  const client = await add('clients', { organization_name: 'Foreign Corp' })
  const item = await add('catalog_items', { item_type: 'service', name: 'Wiring', unit_price_cents: 9000 })
  const project = await add('projects', { client_id: client, number: 'F-1', name: 'Rewire', billing_type: 'hourly' })
  const [member] = await house.sql<{ id: string }>('owner', 'SELECT id FROM members LIMIT 1', [], companyId)
  ids.members = member?.id ?? ''
  await add('invites', {
    email: `foreign${group}@example.com`,
    role: 'staff',
    token_hash: group.padStart(64, '0'),
    invited_by: ids.members,
    sent_at: '2026-03-02T10:00:00Z',
    expires_at: '2099-01-01T00:00:00Z',
  })
  await add('project_services', { project_id: project, catalog_item_id: item, name: 'Wiring' })
  await add('time_entries', {
    member_id: ids.members,
    project_id: project,
    client_id: client,
    worked_on: '2026-03-02',
    minutes: 60,
    state: 'approved',
  })
  await addDocuments(add, ids, client)
  await add('payments', { client_id: client, received_on: '2026-03-02', method: 'cash', amount_cents: 100 })
  await addRefund(house, ids, companyId, group)
  await add('credit_applications', {
    client_id: client,
    document_id: ids.documents,
    applied_on: '2026-03-02',
    amount_cents: 100,
  })
  const [account, cash] = [await accountOf(house, companyId, 'expenses'), await accountOf(house, companyId, 'cash')]
  ids.accounts = account
  await addPayables(add, cash)
  const [template] = await house.sql<{ id: string }>(
    'owner',
    'SELECT id FROM document_templates LIMIT 1',
    [],
    companyId,
  )
  ids.document_templates = template?.id ?? ''
  await addExpense(add, ids)
  await addCollections(add, client)
  await addIntegrations(add, house, companyId, group)
  await add('audit_events', {
    occurred_at: '2026-03-02T10:00:00Z',
    actor_kind: 'member',
    actor_name: 'Olga',
    action: 'clients.create',
  })
  ids.journal_entries = await addEntry(house, companyId, group, [account, cash])
  return ids
}

/** A refund that failed, with its part: the two refer to each other, so they come in one statement. */
async function addRefund(house: TestHouse, ids: Ids, companyId: string, group: string): Promise<void> {
  const [id, partId] = ['a', 'b'].map((at) => `0190a000-0000-7000-${group}-00000000f00${at}`) as [string, string]
  const days = { refunded: '2026-03-02', failed: '2026-03-02' }
  await house.sql(
    'owner',
    `WITH part AS (INSERT INTO payment_refund_parts (company_id, id, refund_id, amount_cents) VALUES ($1, $2, $3, 50))
     INSERT INTO payment_refunds (company_id, id, payment_id, refunded_on, announced_on, amount_cents, state, failed_on, failure_reason)
     VALUES ($1, $3, $4, $5, $5, 50, 'failed', $6, 'Returned')`,
    [companyId, partId, id, ids.payments, days.refunded, days.failed],
    companyId,
  )
  ids.payment_refunds = id
}

/** A draft estimate, a draft invoice with a line, and a credit note against it. */
async function addDocuments(add: ReturnType<typeof adder>, ids: Ids, client: string): Promise<void> {
  const dates = { issued_on: '2026-03-02', due_on: '2026-04-01' }
  const until = { issued_on: '2026-03-02', valid_until: '2026-04-01' }
  ids.estimates = await add('documents', { document_type: 'estimate', client_id: client, ...until })
  const invoice = await add('documents', { document_type: 'invoice', client_id: client, ...dates })
  const amounts = { quantity: 1, unit_price_cents: 100, subtotal_cents: 100, total_cents: 100 }
  await add('document_lines', { document_id: invoice, position: 1, name: 'Foreign', ...amounts })
  await add('credit_notes', { document_id: invoice, client_id: client, issued_on: '2026-03-02' })
}

/** A plan, a note, and a statement that waits. */
async function addCollections(add: ReturnType<typeof adder>, client: string): Promise<void> {
  await add('recurring_plans', {
    name: 'Foreign',
    client_id: client,
    frequency: 'monthly',
    every: 1,
    next_run_on: '2026-04-01',
    total_cents: 100,
  })
  await add('collection_notes', { client_id: client, body: 'Foreign', author_name: 'Olga' })
  await add('statement_sends', {
    client_id: client,
    tone: 'statement',
    origin: 'hand',
    send_on: '2099-01-01',
    from_on: '2026-01-01',
    to_on: '2026-03-02',
    to_email: 'foreign@example.com',
  })
  await add('statement_links', {
    client_id: client,
    from_on: '2026-01-01',
    to_on: '2026-03-02',
    token_hash: client.replaceAll('-', '').padStart(64, '5'),
    expires_at: '2099-01-01T00:00:00Z',
  })
}

/** A key of whoever is first in the company, and a webhook with a message that failed. */
async function addIntegrations(
  add: ReturnType<typeof adder>,
  house: TestHouse,
  companyId: string,
  group: string,
): Promise<void> {
  const text = 'SELECT user_id AS "userId" FROM members ORDER BY id LIMIT 1'
  const [maker] = await house.sql<{ userId: string }>('owner', text, [], companyId)
  await add('api_keys', {
    user_id: maker?.userId,
    name: 'Foreign key',
    prefix: 'ez360_for',
    token_hash: group.padStart(64, '0'),
    scopes: '{clients:read}',
    created_at: '2026-03-02T10:00:00Z',
  })
  const at = { created_at: '2026-03-02T10:00:00Z' }
  const webhook = await add('webhook_endpoints', {
    ...{ url: 'https://foreign.example/', event_types: '{invoice.sent}', secret_sealed: 'v1.x', ...at },
    updated_at: '2026-03-02T10:00:00Z',
  })
  const event = await add('webhook_events', { type: 'invoice.sent', occurred_at: '2026-03-02T10:00:00Z', data: '{}' })
  await add('webhook_deliveries', { endpoint_id: webhook, event_id: event, state: 'failed', ...at })
}

async function accountOf(house: TestHouse, companyId: string, systemKey: string): Promise<string> {
  const text = 'SELECT id FROM accounts WHERE system_key = $1'
  return (await house.sql<{ id: string }>('owner', text, [systemKey], companyId))[0]?.id ?? ''
}

/** A vendor, what it asks for and got, and a file. */
async function addPayables(add: ReturnType<typeof adder>, cashId: string): Promise<void> {
  const vendor = await add('vendors', { name: 'Foreign Supplies' })
  const bill = { vendor_id: vendor, billed_on: '2026-03-02', due_on: '2026-04-01' }
  await add('bills', bill)
  await add('bill_payments', {
    vendor_id: vendor,
    paid_on: '2026-03-02',
    amount_cents: 100,
    account_id: cashId,
  })
  await add('recurring_bills', {
    vendor_id: vendor,
    name: 'Foreign rent',
    frequency: 'weekly',
    every: 1,
    starts_on: '2026-03-02',
    next_run_on: '2026-03-02',
    due_days: 0,
    posts: false,
    total_cents: 100,
  })
  await add('media_objects', {
    purpose: 'files',
    storage_key: 'foreign',
    file_name: 'foreign.pdf',
    content_type: 'application/pdf',
    size_bytes: 1,
    sha256: '0',
  })
}

/** An expense with all that hangs on one. */
async function addExpense(add: ReturnType<typeof adder>, ids: Ids): Promise<void> {
  const of = { member_id: ids.members, account_id: ids.accounts, amount_cents: 100 }
  const category = await add('expense_categories', { name: 'Foreign travel', account_id: ids.accounts })
  const merchant = await add('merchants', { name: 'Foreign rail', category_id: category })
  const paid = { spent_on: '2026-03-02', amount_cents: 100, paid_by: 'member' }
  await add('expenses', { ...paid, member_id: ids.members, merchant_id: merchant, category_id: category })
  await add('expense_reimbursements', { ...of, paid_on: '2026-03-02' })
}

/** A posted entry of one dollar. */
async function addEntry(
  house: TestHouse,
  companyId: string,
  group: string,
  accounts: [debited: string, credited: string],
): Promise<string> {
  const entry = `0190a000-0000-7000-${group}-00000000e001`
  await house.sql(
    'owner',
    `WITH e AS (INSERT INTO journal_entries (company_id, id, entry_date, memo, source_type, source_id, posted_at) VALUES ($1, $2, '2026-03-02', 'foreign', 'manual', $2, now()))
     INSERT INTO journal_lines (company_id, entry_id, line_no, entry_date, account_id, debit_cents, credit_cents) VALUES ($1, $2, 1, '2026-03-02', $3, 100, 0), ($1, $2, 2, '2026-03-02', $4, 0, 100)`,
    [companyId, entry, ...accounts],
    companyId,
  )
  return entry
}

/** Inserts a row with the next of the fixed ids, and notes it under its table's name. */
function adder(house: TestHouse, ids: Ids, companyId: string, group: string) {
  let last = 0
  return async (table: string, columns: { [name: string]: unknown }): Promise<string> => {
    last += 1
    const id = `0190a000-0000-7000-${group}-${String(last).padStart(12, '0')}`
    const row: { [name: string]: unknown } = { company_id: companyId, id, ...columns }
    // Two groups may stand in one company: names and keys are its own.
    for (const name of ['name', 'number', 'storage_key'])
      if (typeof row[name] === 'string') row[name] = `${row[name]} ${group}`
    const names = Object.keys(row)
    const places = names.map((_name, index) => `$${index + 1}`)
    const text = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${places.join(', ')})`
    await house.sql('owner', text, Object.values(row), companyId)
    ids[table] = id
    return id
  }
}
