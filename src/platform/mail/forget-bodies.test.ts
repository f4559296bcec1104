import { expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { useHouse } from '#testing/house.ts'
import { forgetEmailBodies } from './forget-bodies.ts'

const house = useHouse()

test('what a mail said is forgotten after a week, when it failed as well; what became of it stays', async () => {
  const queue = async (state: string, age: string) => {
    await house.sql(
      'platform',
      `INSERT INTO outbound_emails (id, kind, to_email, subject, text_body, html_body, attachments, state, last_error, created_at)
       VALUES ($1, 'identity.reset', 'rosa@forget.test', $2, 'token=secret', '<a>token=secret</a>', '[{"filename":"a.pdf"}]', $3, 'no such mailbox', now() - $4::interval)`,
      [newId(), `${state} ${age}`, state, age],
    )
  }
  for (const state of ['queued', 'sent', 'failed']) for (const age of ['6 days', '8 days']) await queue(state, age)
  await forgetEmailBodies.run(house, {})
  const rows = await house.sql<{ subject: string; said: boolean; error: string }>(
    'platform',
    `SELECT subject, text_body || html_body || attachments::text ~ 'secret|pdf' AS said, last_error AS error
     FROM outbound_emails WHERE to_email = 'rosa@forget.test' ORDER BY subject`,
  )
  expect(rows.map(({ subject, said }) => `${subject}: ${said ? 'kept' : 'forgotten'}`)).toEqual([
    'failed 6 days: kept',
    'failed 8 days: forgotten',
    'queued 6 days: kept',
    'queued 8 days: kept',
    'sent 6 days: kept',
    'sent 8 days: forgotten',
  ])
  expect(new Set(rows.map(({ error }) => error))).toEqual(new Set(['no such mailbox']))
})
