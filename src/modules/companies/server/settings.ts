import { checkRevision } from '#platform/database/revision.ts'
import { command, query } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { loadCompany } from './queries.ts'
import { type CompanyFields, loadCompanyForUpdate, saveCompany } from './store.ts'
import { toCompany } from './to-company.ts'

export const readCompany = query({
  name: 'companies.read',
  needs: 'company:read',
  input: contract.readCompany.input,
  run: async (scope) => toCompany(await loadCompany(scope)),
})

export const updateCompany = command({
  name: 'companies.update',
  needs: 'company:settings',
  input: contract.updateCompany.input,
  async run(scope, change) {
    const row = await loadCompanyForUpdate(scope)
    const before = toCompany(row)
    checkRevision(scope, before)
    const after = toCompany(await saveCompany(scope, row, change as Partial<CompanyFields>))
    audit(scope, { subjectType: 'company', subjectId: scope.companyId, before, after })
    signal(scope, 'company')
    return after
  },
})
