import { Refusal } from '#kernel/refusal.ts'
import { unseen } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import * as contract from '../../contract.ts'
import { acting } from '../member-store.ts'
import { toMember } from './to-member.ts'
import { changeMember } from './update-member.ts'

/** Another member becomes an owner; whoever hands over may step down to admin in the same act. */
export const transferOwnership = command({
  name: 'companies.transferOwnership',
  needs: 'company:own',
  evenReadOnly: true,
  input: contract.transferOwnership.input,
  async run(scope, { memberId, stepDown }) {
    const me = acting(scope).memberId
    if (me === memberId) throw new Refusal('member_is_you')
    const next = await changeMember(scope, memberId, () => ({ role: 'owner' }))
    if (stepDown) await changeMember(unseen(scope), me, () => ({ role: 'admin' }))
    return toMember(scope, next)
  },
})
