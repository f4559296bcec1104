import { Refusal, refuseField } from '#kernel/refusal.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { loadCompanyForUpdate, saveCompany } from './store.ts'
import { toCompany } from './to-company.ts'

/** The name is typed, so that nobody closes the wrong company of two. */
export const closeCompany = command({
  name: 'companies.close',
  needs: 'company:own',
  evenReadOnly: true,
  input: contract.closeCompany.input,
  async run(scope, { name }) {
    const row = await loadCompanyForUpdate(scope)
    if (row.closedAt !== null) throw new Refusal('company_closed')
    if (name.trim() !== row.name) throw refuseField('name', `Type “${row.name}”, exactly as it stands.`)
    await saveCompany(scope, row, { closedAt: scope.now })
    const subject = { subjectType: 'company', subjectId: scope.companyId }
    audit(scope, { ...subject, before: { closedAt: null }, after: { closedAt: scope.now } })
    signal(scope, 'company')
    return null
  },
})

export const reopenCompany = command({
  name: 'companies.reopen',
  needs: 'company:own',
  opensClosed: true,
  evenReadOnly: true,
  input: contract.reopenCompany.input,
  async run(scope) {
    const row = await loadCompanyForUpdate(scope)
    if (row.closedAt === null) throw new Refusal('company_not_closed')
    const after = await saveCompany(scope, row, { closedAt: null })
    const subject = { subjectType: 'company', subjectId: scope.companyId }
    audit(scope, { ...subject, before: { closedAt: row.closedAt }, after: { closedAt: null } })
    signal(scope, 'company')
    return toCompany(after)
  },
})
