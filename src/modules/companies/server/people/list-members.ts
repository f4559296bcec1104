import { query } from '#platform/operation.ts'
import * as contract from '../../contract.ts'
import { pageOfMembers } from '../member-queries.ts'
import { toMembers } from './to-member.ts'

export const listMembers = query({
  name: 'companies.listMembers',
  needs: 'members:read',
  input: contract.listMembers.input,
  async run(scope, input) {
    const page = await pageOfMembers(scope, input)
    return { ...page, items: await toMembers(scope, page.items) }
  },
})
