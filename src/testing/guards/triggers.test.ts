import { beforeAll, expect, test } from 'vitest'
import { readConstraints, readTables, readTriggers, type Trigger } from './catalog.ts'
import { type Garden, garden, type Planted } from './planting.ts'
import { A, type Probe, type Probes } from './probe.ts'
import { bookProbes } from './probes-books.ts'
import { correctionProbes } from './probes-corrections.ts'
import { documentProbes } from './probes-documents.ts'
import { integrationProbes } from './probes-integrations.ts'
import { memberProbes } from './probes-members.ts'
import { moneyProbes } from './probes-money.ts'
import { peopleProbes } from './probes-people.ts'
import { planProbes } from './probes-plans.ts'
import { spendingProbes } from './probes-spending.ts'
import { company, type Scratch, useScratch } from './scratch.ts'

/**
 * Every trigger that the catalog has, one by one: alone it refuses each bad write with its rule, and without it the same
 * write goes through. Append-only tables are probed by themselves; a new trigger without a probe fails.
 */
const probes: Probes = {
  ...documentProbes,
  ...moneyProbes,
  ...correctionProbes,
  ...spendingProbes,
  ...memberProbes,
  ...peopleProbes,
  ...bookProbes,
  ...integrationProbes,
  ...planProbes,
}
/** These refuse nothing, they keep what is derived; what is lost without them is shown below or by the tests of search. */
const keepers = new Set([
  'roll_up_client_credit',
  'keep_cost_rate',
  'add_search_words',
  'change_search_words',
  'note_listeners',
])

const scratch = useScratch()
let triggers: Trigger[] = []
let plot: Garden
beforeAll(async () => {
  triggers = await readTriggers(scratch)
  plot = garden(scratch, await readTables(scratch), await readConstraints(scratch), triggers)
})

const nameOf = ({ table, name }: Trigger) => `${table}.${name}`
const act = (bad: string | Planted) => (typeof bad === 'string' ? scratch.sql(bad) : plot.insert(bad))

/** Plants a scene on tables that nothing else guards any more. */
async function plant({ table, name }: Trigger, scene: readonly Planted[]): Promise<void> {
  for (const of of new Set([...scene.map(([planted]) => planted), table])) {
    await plot.strip(of, of === table ? [name] : [])
  }
  await scratch.sql('SET LOCAL session_replication_role = replica')
  for (const planted of scene) await plot.insert(planted)
  await scratch.sql('SET LOCAL session_replication_role = origin')
}

async function prove(trigger: Trigger, rule: string, { scene, bad }: Probe): Promise<string[]> {
  await plant(trigger, scene)
  const faults: string[] = []
  const say = (one: string | Planted, what: string) =>
    faults.push(`${nameOf(trigger)} ${rule}: ${typeof one === 'string' ? one : JSON.stringify(one)} ${what}`)
  for (const one of bad) {
    const refused = await scratch.refusal(() => act(one))
    if (refused?.constraint !== rule) say(one, refused ? `is refused otherwise: ${refused.message}` : 'goes through')
  }
  await scratch.sql(`DROP TRIGGER ${trigger.name} ON ${trigger.table}`)
  for (const one of bad) {
    const refused = await scratch.refusal(() => act(one))
    if (refused) say(one, `is refused without it: ${refused.message}`)
  }
  return faults
}

/** Nothing in the table may change, or the table not be emptied: the rows of such a probe come from the catalog. */
function frozenProbe({ table, name }: Trigger): Probe {
  const owned = plot.columnsOf(table).some((column) => column.name === 'company_id')
  const row: Planted = [table, owned ? { company_id: company } : {}]
  const column = owned ? 'company_id' : 'id'
  const change = `UPDATE ${table} SET ${column} = ${column}`
  const bad: { [name: string]: string[] } = {
    frozen_row: [change, `DELETE FROM ${table}`],
    frozen_content: [change],
  }
  return { scene: [row], bad: bad[name] ?? [`TRUNCATE ${table}`] }
}

test('each trigger refuses its bad writes, with its rule, and they go through without it', {
  timeout: 120_000,
}, async () => {
  const faults: string[] = []
  let proved = 0
  for (const trigger of triggers) {
    if (keepers.has(trigger.function)) continue
    const known =
      trigger.function === 'refuse_change' ? { [trigger.argument]: [frozenProbe(trigger)] } : probes[nameOf(trigger)]
    if (!known) faults.push(`${nameOf(trigger)} has no probe: write one`)
    for (const rule of trigger.rules) {
      if (rule !== '' && !known?.[rule]) faults.push(`${nameOf(trigger)} has no probe for ${rule}`)
    }
    for (const [rule, all] of Object.entries(known ?? {})) {
      for (const one of all) {
        faults.push(...(await scratch.inside(() => prove(trigger, rule, one))))
        proved += one.bad.length
      }
    }
  }
  expect(faults).toEqual([])
  expect(proved).toBeGreaterThan(150)
})

test('no probe is left of a trigger that is gone', () => {
  const there = new Set(triggers.map(nameOf))
  expect(Object.keys(probes).filter((name) => !there.has(name))).toEqual([])
})

test('without its trigger a rollup stays behind what it sums', async () => {
  expect(await creditAfter(scratch, true)).toBe(5)
  expect(await creditAfter(scratch, false)).toBe(0)
})

async function creditAfter(database: Scratch, kept: boolean): Promise<number> {
  const trigger = triggers.find(({ function: of }) => of === 'roll_up_client_credit') as Trigger
  return database.inside(async () => {
    await plant(trigger, [['clients', { id: A, credit_cents: 0 }]])
    if (!kept) await database.sql(`DROP TRIGGER ${trigger.name} ON ${trigger.table}`)
    await plot.insert(['client_credit_entries', { client_id: A, cents_delta: 5 }])
    const [row] = await database.sql<{ cents: string }>('SELECT credit_cents AS cents FROM clients')
    return Number(row?.cents)
  })
}
