import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import type { Scope } from '#platform/scope.ts'
import { cast, companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { seedWork, work } from '#testing/work.ts'
import { approveTime } from './approve-time.ts'
import { billTime, lockUnbilledTime, releaseTime, type UnbilledFilter, unbilledTime } from './billing.ts'
import { createTimeEntry } from './create-time-entry.ts'
import { deleteTimeEntry } from './delete-time-entry.ts'
import { listUnbilledTime } from './read-time.ts'
import { rejectTime } from './reject-time.ts'
import { submitTime } from './submit-time.ts'
import { updateTimeEntry } from './update-time-entry.ts'
import { voidTimeEntry } from './void-time-entry.ts'

const house = useHouse()
const refused = (code: string) => expect.objectContaining({ code })
const birch = { clientId: work.birch }

async function approved(input: object = {}, state = 'approved'): Promise<string> {
  const { id } = await house.as.cy.execute(createTimeEntry, { projectId: work.website, minutes: 60, ...input })
  await house.sql('app', 'UPDATE time_entries SET state = $2 WHERE id = $1', [id, state])
  return id
}

async function draftInvoice(clientId: string = work.birch): Promise<string> {
  const id = newId()
  await house.sql(
    'app',
    "INSERT INTO documents (company_id, id, document_type, client_id, issued_on) VALUES ($1, $2, 'invoice', $3, '2026-03-31')",
    [companies.maple.id, id, clientId],
  )
  return id
}

/** As the command that drafts an invoice from time does it: lock, make lines, mark. */
async function bill(scope: Scope, documentId: string, filter: UnbilledFilter): Promise<string[]> {
  const entries = await lockUnbilledTime(scope, filter)
  const lines = entries.map(({ id, rateCents }) => ({ id, documentLineId: newId(), rateCents: rateCents ?? 0 }))
  await billTime(scope, documentId, lines)
  return lines.map(({ id }) => id)
}

async function send(id: string): Promise<void> {
  const line =
    "INSERT INTO document_lines (company_id, document_id, id, position, name, quantity, unit_price_cents, subtotal_cents, total_cents) VALUES ($1, $2, $3, 1, 'Time', 1, 0, 0, 0)"
  await house.sql('app', line, [companies.maple.id, id, newId()])
  const sent =
    "UPDATE documents SET state = 'sent', sent_at = now(), number = $1::text, number_period = '2026-03', number_seq = 1 WHERE id = $1"
  await house.sql('app', sent, [id])
}

const rows = () =>
  house.sql<{ id: string; state: string; rate_cents: number | null; document_id: string | null }>(
    'app',
    'SELECT id, state, rate_cents::int, document_id FROM time_entries ORDER BY id',
  )

beforeAll(() => seedWork(house))
beforeEach(async () => {
  await house.sql('app', "UPDATE documents SET state = 'void', voided_at = now() WHERE state = 'sent'")
  await house.sql(
    'app',
    "UPDATE time_entries SET state = 'approved', document_id = NULL, document_line_id = NULL, rate_cents = NULL WHERE state = 'billed'",
  )
  await house.sql('app', 'DELETE FROM time_entries')
})

test('unbilled time has the rate of its project, else of its service by the hour, else of its member', async () => {
  await approved({ catalogItemId: work.design, minutes: 50, workedOn: '2026-03-01' })
  await approved({ projectId: work.support, catalogItemId: work.design, workedOn: '2026-03-02' })
  await approved({ projectId: work.support, catalogItemId: work.icon, workedOn: '2026-03-03' })
  const found = await house.as.mia.scope((scope) => unbilledTime(scope, birch))
  expect(
    found.map(({ rateCents, hours, amountCents, serviceName }) => [rateCents, hours, amountCents, serviceName]),
  ).toEqual([
    [12000, '0.8333', 10000, 'Design'],
    [9000, '1', 9000, 'Design'],
    [10000, '1', 10000, 'Icon'],
  ])
  expect(found[0]).toMatchObject({ memberName: 'Cy', projectName: 'Website' })
})

test('pain 15: only approved, billable, confirmed time of the client is there, by project and day too', async () => {
  const wanted = await approved({ workedOn: '2026-03-01' })
  for (const state of ['draft', 'submitted', 'void']) await approved({}, state)
  await approved({ billable: false })
  const long = await approved()
  await house.sql('app', 'UPDATE time_entries SET over_long = true WHERE id = $1', [long])
  const ids = (filter: object) =>
    house.as.mia.scope(async (scope) => (await unbilledTime(scope, { ...birch, ...filter })).map(({ id }) => id))
  expect(await ids({})).toEqual([wanted])
  expect(await ids({ projectId: work.website, upTo: '2026-03-01', ids: [wanted, long] })).toEqual([wanted])
  expect(await ids({ projectId: work.support })).toEqual([])
  expect(await ids({ upTo: '2026-02-28' })).toEqual([])
  expect(await ids({ clientId: work.cedar })).toEqual([])
})

test('the screen that bills it sees the same, with sums, and only that of its own company', async () => {
  await approved({ minutes: 50 })
  await approved({ projectId: work.support })
  const seen = await house.as.mia.perform(listUnbilledTime, birch)
  expect(seen).toMatchObject({ minutes: 110, amountCents: 20_000 })
  expect(seen.items).toEqual(await house.as.mia.scope((scope) => unbilledTime(scope, birch)))
  await expect(house.as.olga.perform(listUnbilledTime, birch)).rejects.toEqual(refused('not_found'))
  await expect(house.as.cy.perform(listUnbilledTime, birch)).rejects.toEqual(refused('not_allowed'))
})

describe('billing', () => {
  test('pain 18: fixes the rate, and a later change of rates leaves it', async () => {
    const id = await approved()
    const documentId = await draftInvoice()
    await house.as.mia.scope((scope) => bill(scope, documentId, { ...birch, ids: [id] }))
    await house.sql('owner', 'UPDATE projects SET hourly_rate_cents = 99900 WHERE id = $1', [work.website])
    expect(await rows()).toEqual([{ id, state: 'billed', rate_cents: 12000, document_id: documentId }])
    await house.sql('owner', 'UPDATE projects SET hourly_rate_cents = 12000 WHERE id = $1', [work.website])
  })

  test.each`
    what                | make                                                                                                                      | code
    ${'draft'}          | ${() => approved({}, 'draft')}                                                                                            | ${'time_not_billable'}
    ${'not billable'}   | ${() => approved({ billable: false })}                                                                                    | ${'time_not_billable'}
    ${'another client'} | ${() => approved().then((id) => house.sql('app', 'UPDATE time_entries SET client_id = $1', [work.cedar]).then(() => id))} | ${'not_found'}
    ${'unknown'}        | ${async () => newId()}                                                                                                    | ${'not_found'}
    ${'over-long'}      | ${() => approved().then((id) => house.sql('app', 'UPDATE time_entries SET over_long = true').then(() => id))}             | ${'time_over_long'}
  `('refuses chosen time that is $what: $code', async ({ make, code }) => {
    const ids = [await make()]
    const documentId = await draftInvoice()
    await expect(house.as.mia.scope((scope) => bill(scope, documentId, { ...birch, ids }))).rejects.toEqual(
      refused(code),
    )
    const unseen = ids.map((id) => ({ id, documentLineId: newId(), rateCents: 1 }))
    await expect(house.as.mia.scope((scope) => billTime(scope, documentId, unseen))).rejects.toEqual(
      refused('time_not_billable'),
    )
    expect((await rows()).filter(({ state }) => state === 'billed')).toEqual([])
  })

  test('refuses time without any rate', async () => {
    await approved({ projectId: work.support })
    await house.sql('owner', 'UPDATE members SET billing_rate_cents = NULL WHERE id = $1', [cast.cy.memberId])
    await expect(house.as.mia.scope((scope) => lockUnbilledTime(scope, birch))).rejects.toEqual(
      refused('time_without_rate'),
    )
    await house.sql('owner', 'UPDATE members SET billing_rate_cents = 10000 WHERE id = $1', [cast.cy.memberId])
  })

  test('20 at once bill every entry exactly once', async () => {
    for (let n = 0; n < 8; n += 1) await approved()
    const documents = await Promise.all(Array.from({ length: 20 }, () => draftInvoice()))
    const billed = await Promise.all(
      documents.map((documentId) => house.as.mia.scope((scope) => bill(scope, documentId, birch))),
    )
    expect(billed.flat().sort()).toEqual((await rows()).map(({ id }) => id))
    expect(billed.filter((ids) => ids.length > 0)).toHaveLength(1)
  })

  test('two who chose the same entries: one wins, the other is told', async () => {
    const ids = [await approved(), await approved()]
    const documents = [await draftInvoice(), await draftInvoice()]
    const outcomes = await Promise.allSettled(
      documents.map((documentId, n) =>
        house.as.mia.scope((scope) => bill(scope, documentId, { ...birch, ids: n === 0 ? ids : [...ids].reverse() })),
      ),
    )
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refused('time_not_billable') })
    expect(new Set((await rows()).map(({ document_id }) => document_id)).size).toBe(1)
  })

  test('pain 17: a failed creation marks nothing', async () => {
    await approved()
    const documentId = await draftInvoice()
    await expect(
      house.as.mia.scope(async (scope) => {
        await bill(scope, documentId, birch)
        throw new Error('the lines could not be saved')
      }),
    ).rejects.toThrow('lines')
    expect(await rows()).toMatchObject([{ state: 'approved', document_id: null }])
  })
})

describe('billed time', () => {
  async function billed() {
    const id = await approved()
    const documentId = await draftInvoice()
    await house.as.mia.scope((scope) => bill(scope, documentId, birch))
    return { id, documentId }
  }

  test('is locked against every command, whoever asks', async () => {
    const { id } = await billed()
    await expect(house.as.cy.execute(updateTimeEntry, { entryId: id, minutes: 1 })).rejects.toEqual(
      refused('time_locked'),
    )
    await expect(house.as.cy.execute(deleteTimeEntry, { entryId: id })).rejects.toEqual(refused('time_locked'))
    await expect(house.as.cy.execute(submitTime, { ids: [id] })).rejects.toEqual(refused('time_locked'))
    for (const press of [approveTime, rejectTime]) {
      await expect(house.as.ada.execute(press as typeof approveTime, { ids: [id] })).rejects.toEqual(
        refused('time_locked'),
      )
    }
    await expect(house.as.ada.execute(voidTimeEntry, { entryId: id })).rejects.toEqual(refused('time_locked'))
  })

  test.each`
    change
    ${'SET minutes = 1'}
    ${'SET rate_cents = 1'}
    ${'SET deleted_at = now()'}
    ${"SET state = 'void', document_id = NULL"}
    ${"SET notes = 'x'"}
  `('and against SQL: $change', async ({ change }) => {
    const { id } = await billed()
    for (const role of ['app', 'owner'] as const) {
      await expect(house.sql(role, `UPDATE time_entries ${change} WHERE id = $1`, [id])).rejects.toMatchObject({
        constraint: 'time_locked',
      })
      await expect(house.sql(role, 'DELETE FROM time_entries WHERE id = $1', [id])).rejects.toMatchObject({
        constraint: 'time_locked',
      })
    }
  })

  test('comes free when its document is void, or its line is gone, not while it is sent', async () => {
    const { id, documentId } = await billed()
    const release = (options?: object) => house.as.mia.scope((scope) => releaseTime(scope, documentId, options))
    const [{ line } = { line: '' }] = await house.sql<{ line: string }>(
      'app',
      'SELECT document_line_id AS line FROM time_entries',
    )
    expect(await release({ keptLineIds: [line] })).toBe(0)
    await send(documentId)
    await expect(release()).rejects.toMatchObject({ constraint: 'time_locked' })
    await house.sql('app', "UPDATE documents SET state = 'void', voided_at = now() WHERE id = $1", [documentId])
    expect(await release()).toBe(1)
    expect(await rows()).toEqual([{ id, state: 'approved', rate_cents: null, document_id: null }])
  })
})
