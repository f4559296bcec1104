import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { readConstraints, readTables, readTriggers } from './catalog.ts'
import { type Garden, garden } from './planting.ts'
import { company, rival, useScratch } from './scratch.ts'

/**
 * The wall of every table with a company, or of a person: rows of another company cannot be seen, made, changed or deleted. It is opened
 * in three ways (a policy that lets everything through, row-level security off, not forced on the owner), and each time the
 * rows are there.
 */
const scratch = useScratch()
let plot: Garden
let tables: string[] = []
/** Tables of people: the wall is around the person. */
let personal: string[] = []
beforeAll(async () => {
  const columns = await readTables(scratch)
  plot = garden(scratch, columns, await readConstraints(scratch), await readTriggers(scratch))
  const walled = await scratch.sql<{ name: string }>(
    "SELECT tablename AS name FROM pg_policies WHERE schemaname = 'public' AND policyname = 'company_wall' ORDER BY 1",
  )
  const ofPeople = await scratch.sql<{ name: string }>(
    "SELECT tablename AS name FROM pg_policies WHERE schemaname = 'public' AND policyname = 'person_wall' ORDER BY 1",
  )
  personal = ofPeople.map(({ name }) => name)
  tables = [...walled.map(({ name }) => name), ...personal]
})

function keyOf(table: string): string {
  if (personal.includes(table)) return 'user_id'
  return table === 'companies' ? 'id' : 'company_id'
}

/** What somebody of the rival can do with a row of ours. */
async function reach(table: string, role: 'ez360_app' | 'ez360_owner') {
  await scratch.sql(`SET LOCAL ROLE ${role}; SET LOCAL app.company_id = '${rival}'; SET LOCAL app.user_id = '${rival}'`)
  const count = async (text: string) => (await scratch.sql(text)).length
  const seen = await count(`SELECT 1 FROM ${table}`)
  const changed = await count(`UPDATE ${table} SET ${keyOf(table)} = ${keyOf(table)} RETURNING 1`)
  const refused = await scratch.refusal(() => plot.insert([table, { [keyOf(table)]: company }]))
  const deleted = await count(`DELETE FROM ${table} RETURNING 1`)
  return { seen, changed, made: refused === undefined, deleted }
}

const behind = { seen: 0, changed: 0, made: false, deleted: 0 }
const open = { seen: 1, changed: 1, made: true, deleted: 1 }
const openings = [
  [
    'the policy stands open',
    (table: string) =>
      `ALTER POLICY ${personal.includes(table) ? 'person_wall' : 'company_wall'} ON ${table} USING (true) WITH CHECK (true)`,
    'ez360_app',
  ],
  ['row-level security is off', (table: string) => `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`, 'ez360_app'],
  [
    'it is not forced on the owner',
    (table: string) => `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`,
    'ez360_owner',
  ],
] as const

test.each(openings)(
  '%s: then, and only then, a rival reaches every table',
  { timeout: 60_000 },
  async (_how, opened, role) => {
    const faults: string[] = []
    for (const table of tables) {
      const before = await scratch.inside(async () => {
        await prepare(table)
        return reach(table, role)
      })
      const after = await scratch.inside(async () => {
        await prepare(table)
        await scratch.sql(opened(table))
        return reach(table, role)
      })
      if (JSON.stringify(before) !== JSON.stringify(behind)) faults.push(`${table} is open: ${JSON.stringify(before)}`)
      if (JSON.stringify(after) !== JSON.stringify(open)) faults.push(`${table} stays shut: ${JSON.stringify(after)}`)
    }
    expect(faults).toEqual([])
    expect(tables.length).toBeGreaterThan(40)
  },
)

/** One row of ours, and nothing but the wall in front of it. */
async function prepare(table: string): Promise<void> {
  await plot.strip(table)
  await scratch.sql(`GRANT ALL ON ${table} TO ez360_app`)
  await plot.insert([table, { [keyOf(table)]: company }])
}

/** Policies that open a window in a wall, what looks through them, and that nothing is seen without them. */
const windows: { [policy: string]: { sees: string; rows: readonly [string, object][] } } = {
  'members.own_membership': {
    sees: "SET LOCAL app.user_id = '0190a000-0000-7000-8000-00000000eeee'",
    rows: [['members', { user_id: '0190a000-0000-7000-8000-00000000eeee' }]],
  },
  'companies.own_company': {
    sees: "SET LOCAL app.user_id = '0190a000-0000-7000-8000-00000000eeee'",
    rows: [
      ['companies', { id: company }],
      ['members', { user_id: '0190a000-0000-7000-8000-00000000eeee', deactivated_at: null }],
    ],
  },
  'companies.platform_directory': { sees: "SET LOCAL app.platform = 'on'", rows: [['companies', { id: company }]] },
  'api_keys.bearer': { sees: "SET LOCAL app.link_hash = 'hash'", rows: [['api_keys', { token_hash: 'hash' }]] },
  'company_subscriptions.own_subscription': {
    sees: "SET LOCAL app.user_id = '0190a000-0000-7000-8000-00000000eeee'",
    rows: [
      ['company_subscriptions', {}],
      ['members', { user_id: '0190a000-0000-7000-8000-00000000eeee', deactivated_at: null }],
    ],
  },
  'company_subscriptions.platform_directory': {
    sees: "SET LOCAL app.platform = 'on'",
    rows: [['company_subscriptions', {}]],
  },
  'public_links.bearer': { sees: "SET LOCAL app.link_hash = 'hash'", rows: [['public_links', { token_hash: 'hash' }]] },
  'statement_links.bearer': {
    sees: "SET LOCAL app.link_hash = 'hash'",
    rows: [['statement_links', { token_hash: 'hash' }]],
  },
  'invites.bearer': { sees: "SET LOCAL app.link_hash = 'hash'", rows: [['invites', { token_hash: 'hash' }]] },
  'email_changes.old_address': {
    sees: "SET LOCAL app.link_hash = 'old'",
    rows: [['email_changes', { old_token_hash: 'old' }]],
  },
  'email_changes.new_address': {
    sees: "SET LOCAL app.link_hash = 'new'",
    rows: [['email_changes', { new_token_hash: 'new' }]],
  },
  'passkeys.named_passkey': {
    sees: `SET LOCAL app.link_hash = '${createHash('sha256').update('named').digest('hex')}'`,
    rows: [['passkeys', { credential_id: 'named' }]],
  },
  'passkeys.colleague': {
    sees: `SET LOCAL app.company_id = '${company}'`,
    rows: [
      ['members', { company_id: company, user_id: '0190a000-0000-7000-8000-00000000eeee', deactivated_at: null }],
      ['passkeys', { user_id: '0190a000-0000-7000-8000-00000000eeee' }],
    ],
  },
  'recurring_plans.platform_due': {
    sees: "SET LOCAL app.platform = 'on'",
    rows: [['recurring_plans', { state: 'active', deleted_at: null }]],
  },
  'recurring_bills.platform_due': {
    sees: "SET LOCAL app.platform = 'on'",
    rows: [['recurring_bills', { state: 'active' }]],
  },
  'media_objects.platform_due': {
    sees: "SET LOCAL app.platform = 'on'",
    rows: [['media_objects', { purpose: 'files', attached_at: null, deleted_at: null }]],
  },
  'idempotency_keys.platform_old': {
    sees: "SET LOCAL app.platform = 'on'",
    rows: [['idempotency_keys', { created_at: '2026-01-01T00:00:00Z' }]],
  },
  'collection_settings.platform_due': {
    sees: "SET LOCAL app.platform = 'on'",
    rows: [['collection_settings', { reminders_on: true }]],
  },
  'outbound_emails.platform_sender': {
    sees: "SET LOCAL app.platform = 'on'",
    rows: [['outbound_emails', { company_id: null }]],
  },
  'statement_sends.platform_due': {
    sees: "SET LOCAL app.platform = 'on'",
    rows: [['statement_sends', { state: 'scheduled' }]],
  },
}

test('each window shows its row to whom it is for, to nobody else, and is what shows it', async () => {
  const policies = await scratch.sql<{ table: string; name: string }>(
    "SELECT tablename AS table, policyname AS name FROM pg_policies WHERE schemaname = 'public' AND policyname NOT IN ('company_wall', 'person_wall') AND cmd <> 'INSERT' ORDER BY 1, 2",
  )
  const seen: { [policy: string]: number[] } = {}
  for (const { table, name } of policies) {
    const window = windows[`${table}.${name}`]
    if (!window) continue
    const look = (before: readonly string[]) =>
      scratch.inside(async () => {
        for (const [of, row] of window.rows) {
          await plot.strip(of)
          await plot.insert([of, { ...row }])
        }
        await scratch.sql("SET LOCAL app.company_id = ''")
        for (const text of before) await scratch.sql(text)
        await scratch.sql('SET LOCAL ROLE ez360_app')
        return (await scratch.sql(`SELECT 1 FROM ${table}`)).length
      })
    const drop = `DROP POLICY ${name} ON ${table}`
    seen[`${table}.${name}`] = [await look([window.sees]), await look([]), await look([window.sees, drop])]
  }
  const through = policies.map(({ table, name }) => [`${table}.${name}`, [1, 0, 0]])
  expect(seen).toEqual(Object.fromEntries(through))
})

test('mail about an account is queued by whoever acts, and seen by nobody who acts', async () => {
  const mail = (more: { company_id: string | null }, place: string) =>
    scratch.inside(async () => {
      await plot.strip('outbound_emails')
      await plot.insert(['outbound_emails', more])
      await scratch.sql(`SET LOCAL app.company_id = '${place}'; SET LOCAL ROLE ez360_app`)
      const seen = (await scratch.sql('SELECT 1 FROM outbound_emails')).length
      return { made: (await scratch.refusal(() => plot.insert(['outbound_emails', more]))) === undefined, seen }
    })
  for (const place of ['', rival]) expect(await mail({ company_id: null }, place)).toEqual({ made: true, seen: 0 })
  expect(await mail({ company_id: company }, company)).toEqual({ made: true, seen: 1 })
  expect(await mail({ company_id: company }, '')).toEqual({ made: false, seen: 0 })
})

test('what triggers alone write, the application cannot', async () => {
  for (const table of ['account_balances', 'search_words']) {
    const outcome = (more: string) =>
      scratch.inside(async () => {
        await plot.strip(table)
        await scratch.sql(`${more}; SET LOCAL ROLE ez360_app`)
        return (await scratch.refusal(() => plot.insert([table, {}])))?.message
      })
    expect(await outcome('SELECT')).toMatch(/permission denied/)
    expect(await outcome(`GRANT INSERT ON ${table} TO ez360_app`)).toBeUndefined()
  }
})
