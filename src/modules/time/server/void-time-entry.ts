import { present } from '#kernel/assert.ts'
import { Refusal } from '#kernel/refusal.ts'
import { may, me } from '#platform/actor.ts'
import { command } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { isVoidable } from '../domain/entry.ts'
import { changeState } from './change-state.ts'

/** Owners void what nobody approved yet; those who approve time, all that they see. */
export const voidTimeEntry = command({
  name: 'time.void',
  needs: 'time:own',
  input: contract.voidTimeEntry.input,
  async run(scope, { entryId }) {
    const { items } = await changeState(
      scope,
      [entryId],
      (entry) => {
        const own = entry.memberId === me(scope).memberId && (entry.state === 'draft' || entry.state === 'submitted')
        if (!own && entry.state !== 'void' && !may(scope, 'time:approve')) throw new Refusal('not_allowed')
        return isVoidable(entry)
      },
      { state: 'void' },
    )
    return present(items[0])
  },
})
