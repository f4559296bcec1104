import { command } from '#platform/operation.ts'
import * as contract from '../../contract.ts'
import { toMember } from './to-member.ts'
import { changeMember } from './update-member.ts'

/** From the member's next request on; whoever has no second factor sets one up then. */
export const setMemberTwoFactor = command({
  name: 'companies.setMemberTwoFactor',
  needs: 'members:manage',
  evenReadOnly: true,
  input: contract.setMemberTwoFactor.input,
  async run(scope, { memberId, required }) {
    return toMember(scope, await changeMember(scope, memberId, () => ({ requireTwoFactor: required })))
  },
})
