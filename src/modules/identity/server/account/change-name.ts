import { personCommand } from '#platform/operation.ts'
import * as contract from '../../contract.ts'
import { noteEvent } from './note-event.ts'
import { loadAccount } from './read-account.ts'
import { sessionOf } from './session.ts'

/** How the person is called; what companies call their members stays. */
export const changeName = personCommand({
  name: 'identity.changeName',
  input: contract.changeName.input,
  async run(scope, { name }) {
    await sessionOf(scope)
    const changed = await scope.sql(
      'identity.changeName',
      'UPDATE users SET name = $2, updated_at = $3 WHERE id = $1 AND name <> $2 RETURNING id',
      [scope.userId, name, scope.now],
    )
    if (changed.length > 0) await noteEvent(scope, 'name_changed', name)
    return loadAccount(scope)
  },
})
