import type { Scope } from '#platform/scope.ts'
import { insertMissingSchemes, insertMissingTemplates } from './store.ts'

/** What every company begins with: numbering and one default template per document type. Twice changes nothing. */
export async function provisionCompany(scope: Scope): Promise<void> {
  await insertMissingSchemes(scope)
  await insertMissingTemplates(scope)
}
