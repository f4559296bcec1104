import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { type StepKey, stepKeys } from '../domain/steps.ts'

const statement = `
  SELECT EXISTS (SELECT FROM companies WHERE id = $1 AND address_line1 IS NOT NULL AND email IS NOT NULL) AS profile,
         EXISTS (SELECT FROM clients WHERE company_id = $1 AND deleted_at IS NULL) AS client,
         EXISTS (SELECT FROM projects WHERE company_id = $1 AND deleted_at IS NULL) AS project,
         EXISTS (SELECT FROM time_entries WHERE company_id = $1 AND deleted_at IS NULL) AS time,
         EXISTS (SELECT FROM documents WHERE company_id = $1 AND document_type = 'invoice' AND deleted_at IS NULL) AS invoice,
         EXISTS (SELECT FROM documents WHERE company_id = $1 AND document_type = 'invoice' AND number IS NOT NULL) AS sent,
         EXISTS (SELECT FROM payments WHERE company_id = $1) AS payment`

/** The steps as the records say them; none when they cannot be read, because no page may break for a checklist. */
export async function loadSteps(scope: Scope): Promise<{ key: StepKey; done: boolean }[]> {
  try {
    const [found] = await scope.sql<Record<StepKey, boolean>>('home.steps', statement, [scope.companyId])
    return found ? stepKeys.map((key) => ({ key, done: found[key] })) : []
  } catch (error) {
    scope.outside.log.warn({ rid: scope.origin.requestId, err: error }, 'the checklist could not be read')
    return []
  }
}

export const readOnboarding = query({
  name: 'home.readOnboarding',
  needs: 'clients:write',
  input: contract.readOnboarding.input,
  run: async (scope) => ({ steps: await loadSteps(scope) }),
})
