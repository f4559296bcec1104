import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { useHouse } from '#testing/house.ts'
import { workCast } from '#testing/work-cast.ts'
import type { Quote, QuoteDocument } from '../../contract.ts'
import { quotes } from '../../contract.ts'
import type { QuoteType } from '../../domain/quote.ts'
import { deleteInvoice } from '../delete-invoice.ts'

const house = useHouse()
const work = workCast(house)
const today = '2026-11-15T03:00:00.000000Z'
let clientId = ''
beforeAll(async () => {
  clientId = await work.client()
})

type Verb = Exclude<keyof (typeof quotes)['estimate'], 'list' | 'pdf'>
/** One act over HTTP, by Mia unless somebody else is named. */
async function act<A = QuoteDocument>(type: QuoteType, verb: Verb, input: object, who: 'mia' | 'ben' = 'mia') {
  const answer = await house.as[who].http.call(quotes[type][verb] as never, input as never)
  return { status: answer.statusCode, json: answer.json<A & { type: string }>() }
}
const lines = [
  { name: 'Design', quantity: '2', unitPriceCents: 5_000, taxCents: 825, taxPercent: '8.25', taxable: true },
]
const draft = async (type: QuoteType, more: object = {}) =>
  (await act(type, 'create', { clientId, lines, ...more })).json
const sent = async (type: QuoteType, more: object = {}) => {
  const { id } = await draft(type, more)
  return (await act(type, 'send', { documentId: id, email: null })).json
}

describe.each(['estimate', 'proposal'] as const)('%s', (type) => {
  test('is drafted for so many days, changed, and read with everything around it', async () => {
    const made = await draft(type, { issuedOn: '2026-03-01', deposit: { kind: 'percent', percent: '50' } })
    expect(made).toMatchObject({ state: 'draft', validUntil: '2026-03-31', totalCents: 10_825, depositCents: 5_413 })
    const sections = [{ title: 'What you get', body: '- a\n- **b**' }]
    const change = { documentId: made.id, validUntil: '2026-04-30', cover: 'Dear you', sections }
    expect((await act(type, 'update', change)).json).toMatchObject({ validUntil: '2026-04-30', sections, revision: 2 })
    const seen = (await act<Quote>(type, 'read', { documentId: made.id })).json
    expect(seen).toMatchObject({ cover: 'Dear you', clientName: 'Harbor & Finch', invoice: null, number: null })
    const early = await act(type, 'update', { documentId: made.id, validUntil: '2026-02-28' })
    expect([early.status, early.json]).toMatchObject([422, { errors: [{ path: 'validUntil' }] }])
  })

  test('gets a number of its own series when it is sent, is locked in code and database, and posts nothing', async () => {
    const entries = await house.sql('app', 'SELECT id FROM journal_entries')
    const one = await sent(type, { issuedOn: '2026-03-01' })
    expect(one.number).toMatch(type === 'estimate' ? /^E-26\/03\/\d{3}$/ : /^P-26\/03\/\d{3}$/)
    expect(one).toMatchObject({ state: 'sent', displayState: expect.any(String) })
    expect(await house.sql('app', 'SELECT id FROM journal_entries')).toEqual(entries)
    for (const [verb, code] of [
      ['update', 'document_locked'],
      ['remove', 'document_locked'],
      ['send', 'quote_not_draft'],
      ['convert', 'quote_not_accepted'],
    ] as const) {
      const refused = await act(type, verb, { documentId: one.id })
      expect([verb, refused.status, refused.json.type]).toEqual([verb, 409, `/problems/${code}`])
    }
    for (const column of [
      'total_cents = 1',
      "cover = 'x'",
      "sections = '[]'::jsonb || '1'",
      "valid_until = '2030-01-01'",
    ])
      for (const role of ['app', 'owner'] as const)
        await expect(house.sql(role, `UPDATE documents SET ${column} WHERE id = $1`, [one.id])).rejects.toThrow(
          /locked|lines/,
        )
  })

  test('is answered once, with the evidence kept; the invoice is drafted once', async () => {
    const one = await sent(type, { deposit: { kind: 'fixed', cents: 1_000 } })
    const agreed = (await act(type, 'accept', { documentId: one.id, name: 'Pat Client' })).json
    expect(agreed).toMatchObject({ state: 'accepted', decidedByName: 'Pat Client', decidedAddress: '127.0.0.1' })
    for (const verb of ['accept', 'decline', 'void'] as const) {
      const input = { documentId: one.id, ...(verb === 'void' ? {} : { name: 'Somebody' }) }
      const again = await act(type, verb, input, 'ben')
      expect([verb, again.status, again.json.type]).toEqual([verb, 409, '/problems/quote_answered'])
    }
    await expect(
      house.sql('owner', "UPDATE documents SET decided_by_name = 'x' WHERE id = $1", [one.id]),
    ).rejects.toThrow(/locked/)
    const drafts = await Promise.all(
      [1, 2, 3, 4].map(() => act<{ id: string }>(type, 'convert', { documentId: one.id })),
    )
    expect(drafts.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const ids = new Set(drafts.map(({ json }) => json.id))
    expect(ids.size).toBe(1)
    expect(drafts[0]?.json).toMatchObject({ state: 'draft', totalCents: 10_825, depositCents: 1_000, number: null })
    const seen = (await act<Quote>(type, 'read', { documentId: one.id })).json
    expect(seen.invoice).toEqual({ id: [...ids][0], number: null })
    await house.as.mia.execute(deleteInvoice, { invoiceId: [...ids][0] ?? '' })
    const anew = await act<{ id: string }>(type, 'convert', { documentId: one.id })
    expect(ids.has(anew.json.id)).toBe(false)
  })

  test('is declined with a reason, or taken back before an answer', async () => {
    const one = await sent(type)
    const declined = (await act(type, 'decline', { documentId: one.id, name: 'Pat', reason: 'Too dear' })).json
    expect(declined).toMatchObject({ state: 'declined', declineReason: 'Too dear' })
    const other = await sent(type)
    expect((await act(type, 'void', { documentId: other.id }, 'ben')).json.state).toBe('void')
    const late = await act(type, 'accept', { documentId: other.id, name: 'Pat' })
    expect(late.json.type).toBe('/problems/quote_answered')
  })

  test('that was not sent is voided too: it keeps no number, and is changed and sent no more', async () => {
    const one = await draft(type)
    const gone = await act<Quote>(type, 'void', { documentId: one.id }, 'ben')
    expect(gone.json).toMatchObject({ state: 'void', number: null })
    const sending = await act(type, 'send', { documentId: one.id, email: null })
    expect(sending.json.type).toBe('/problems/quote_not_draft')
    const again = await act(type, 'void', { documentId: one.id }, 'ben')
    expect(again.json.type).toBe('/problems/quote_answered')
    for (const change of ["notes = 'x'", "state = 'draft'", "state = 'sent'"])
      await expect(house.sql('owner', `UPDATE documents SET ${change} WHERE id = $1`, [one.id])).rejects.toThrow()
  })

  test('is expired when nobody answered in time; lists know it', async () => {
    const old = await sent(type, { issuedOn: '2025-01-01', validUntil: '2025-01-31' })
    const list = async (state: string) => {
      const answer = await house.as.mia.http.call(quotes[type].list, { state, limit: 200 } as never)
      return answer.json<{ items: { id: string; displayState: string }[] }>().items
    }
    expect((await list('expired')).map(({ id }) => id)).toContain(old.id)
    expect((await list('open')).map(({ id }) => id)).not.toContain(old.id)
    expect((await list('draft')).every(({ displayState }) => displayState === 'draft')).toBe(true)
  })

  test('is duplicated as a draft, and deleted while it is one', async () => {
    const one = await sent(type, { cover: 'Hello' })
    const copy = (await act(type, 'duplicate', { documentId: one.id })).json
    expect(copy).toMatchObject({ state: 'draft', number: null, cover: 'Hello', totalCents: 10_825 })
    const gone = await house.as.mia.http.call(quotes[type].remove, { documentId: copy.id })
    expect(gone.statusCode).toBe(200)
    expect((await act(type, 'read', { documentId: copy.id })).status).toBe(404)
  })
})

test('an estimate is not found among proposals, nor an id of another company', async () => {
  const { id } = await draft('estimate')
  for (const input of [{ documentId: id }, { documentId: newId() }])
    expect((await act('proposal', 'read', input)).status).toBe(404)
  const foreign = await house.as.olga.http.call(quotes.estimate.read, { documentId: id })
  expect(foreign.statusCode).toBe(404)
})

test('the PDF holds cover and sections as text, whatever is in them', async () => {
  const sections = [{ title: '{{7*7}} #panic("x")', body: '## Part\n- **bold** <script>\n\n$x$ *y*' }]
  const { id } = await draft('proposal', { cover: '#read("/etc/passwd")', sections })
  const answer = await house.as.mia.http.call(quotes.proposal.pdf, { documentId: id })
  expect([answer.statusCode, answer.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
})

test('the mail says what it is, until when it holds, and that it can be answered', async () => {
  const { id } = await draft('estimate', { issuedOn: '2026-11-14' })
  const email = { to: 'pat@client.example', message: null }
  await house.as.mia.http.call(quotes.estimate.send, { documentId: id, email }, { now: today } as never)
  await house.settle()
  const [mail] = await house.sql<{ subject: string; text: string }>(
    'owner',
    "SELECT subject, text_body AS text FROM outbound_emails WHERE to_email = 'pat@client.example'",
  )
  expect(mail?.subject).toMatch(/^Estimate E-26\/11\/\d{3} from Maple Studio$/)
  expect(mail?.text).toMatch(/accept or decline/)
  expect(mail?.text).toMatch(/\/d\//)
})
