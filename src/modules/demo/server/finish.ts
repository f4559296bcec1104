import { z } from 'zod'
import { command } from '#platform/operation.ts'
import { audit } from '#platform/record.ts'

/** The last step: from now on a restart leaves the company alone. */
export const finish = command({
  name: 'demo.finish',
  needs: 'company:settings',
  input: z.object({}),
  async run(scope) {
    audit(scope, { subjectType: 'company', subjectId: scope.companyId, after: { demo: 'complete' } })
    return null
  },
})
