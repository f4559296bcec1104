import { loadCompany } from '#modules/companies/server/index.ts'
import { Download, query } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { writeArchive } from './write-archive.ts'

export const exportCompany = query({
  name: 'archive.export',
  needs: 'company:own',
  audited: true,
  input: contract.exportCompany.input,
  async run(scope) {
    const { name } = await loadCompany(scope)
    return new Download(`${name} ${scope.now.slice(0, 10)}.zip`, 'application/zip', writeArchive(scope))
  },
})
