import { newId } from '#kernel/ids.ts'
import { everythingOn } from '#kernel/plans.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadPerson } from '#modules/identity/server/index.ts'
import { personCommand } from '#platform/operation.ts'
import { audit } from '#platform/record.ts'
import { writeDown } from '#platform/runner.ts'
import { enterCompany, type Member, type PersonScope, type Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { loadCompany } from './queries.ts'
import { findMade, insertCompany, insertOwner, lockCompanyId } from './store.ts'
import { toCompany } from './to-company.ts'

/**
 * Creates a company with its first member, the owner, and everything that it begins with. `provision` is composed by
 * the application: each module that a company needs something of adds its part, and each part may run twice.
 */
export function makeCreateCompany(provision: (scope: Scope) => Promise<void>) {
  return personCommand({
    name: 'companies.create',
    input: contract.createCompany.input,
    async run(scope, { id = newId(), ...fields }) {
      const person = await loadPerson(scope)
      const owner: Member = {
        kind: 'member',
        userId: scope.userId,
        memberId: newId(),
        name: person.name,
        role: 'owner',
        canApproveTime: false,
        canViewCompanyFinancials: false,
        plan: everythingOn,
      }
      const company = await enterCompany(scope, id, owner)
      if (await isThere(scope, company)) return toCompany(await loadCompany(company))
      const { requireTwoFactorByDefault } = scope.outside.settings
      const twoFactorPolicy = requireTwoFactorByDefault ? 'managers_and_above' : 'off'
      const row = await insertCompany(company, { ...fields, twoFactorPolicy })
      await insertOwner(company, owner)
      await provision(company)
      const made = toCompany(row)
      audit(company, { subjectType: 'company', subjectId: id, after: made })
      await writeDown(company, 'companies.create', fields)
      return made
    },
  })
}

/** The same request again finds what it made; anybody else's id is taken. */
async function isThere(scope: PersonScope, company: Scope): Promise<boolean> {
  await lockCompanyId(company)
  const found = await findMade(company, scope.userId)
  if (found && !found.byThem) throw new Refusal('id_taken')
  return found !== undefined
}
