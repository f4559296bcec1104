import { expect, test } from 'vitest'
import { actionText } from '#modules/audit/web/words.ts'
import { routes } from './modules.ts'

/** `Companies: invite` is what the log says of an act that it has no words for. */
test('the audit log has words for every act that a person can perform in a company', () => {
  const acts = routes.flatMap(({ operation }) => (operation.kind === 'command' ? [operation.name] : []))
  expect(acts.length).toBeGreaterThan(100)
  expect(acts.map((act) => actionText(act, 'record')).filter((text) => text.includes(':'))).toEqual([])
})
