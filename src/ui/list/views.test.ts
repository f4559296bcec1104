import { expect, test } from 'vitest'
import { sameView, withView } from './views.ts'

const late = { name: 'Late', url: { state: 'overdue', sort: 'due' } }

test('a view takes the place of the one with its name, and all stand in order', () => {
  const views = withView(withView([late], { name: 'Drafts', url: { state: 'draft' } }), { name: 'Late', url: {} })
  expect(views).toEqual([
    { name: 'Drafts', url: { state: 'draft' } },
    { name: 'Late', url: {} },
  ])
})

test('what is blank is not said', () => {
  expect(sameView(late.url, { state: 'overdue', sort: 'due', q: '' })).toBe(true)
  expect(sameView(late.url, { state: 'overdue', sort: '-due' })).toBe(false)
  expect(sameView({ q: 'birch' }, {})).toBe(false)
})
