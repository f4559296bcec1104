import { expect, test } from 'vitest'
import { actionText, fieldChanges } from './words.ts'

test.each([
  ['clients.update', 'client', 'Client changed'],
  ['documents.sendInvoice', 'invoice', 'Invoice sent'],
  ['companies.updateNumbering', 'numbering', 'Numbering changed'],
  ['payments.record', 'payment', 'Payment recorded'],
  ['companies.setLogo', 'company', 'Logo changed'],
  ['companies.invite', 'invite', 'Member invited'],
  ['time.fiddle', 'time_entry', 'Time: fiddle'],
])('%s of a %s reads %s', (action, subject, text) => expect(actionText(action, subject)).toBe(text))

test('only what differs is a change', () => {
  const before = { name: 'A', tags: [1], revision: 1, gone: 'x', blank: null }
  expect(fieldChanges(before, { name: 'B', tags: [1], revision: 2, blank: undefined })).toEqual([
    { field: 'name', before: 'A', after: 'B' },
    { field: 'gone', before: 'x', after: undefined },
  ])
  expect(fieldChanges(null, { name: 'B' })).toEqual([{ field: 'name', before: undefined, after: 'B' }])
})
