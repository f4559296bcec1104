import { listCspReports } from '#platform/http/csp-reports.ts'
import { boot } from '../boot.ts'
import { answer, type CliWork } from './command.ts'

/** What browsers were kept from: to be empty before the policy is enforced. */
export const cspReports: CliWork = {
  async run({ json }) {
    const booted = await boot({ migrateFirst: false })
    try {
      const reports = await listCspReports(booted.house.pool)
      const lines = reports.map(
        ({ directive, blocked, page, source, disposition, seen, lastSeenAt }) =>
          `${disposition === 'enforce' ? 'refused' : 'reported'}  ${directive}: ${blocked} on ${page}${source ? ` (from ${source})` : ''}, ${seen} ×, last ${lastSeenAt}`,
      )
      answer(json, reports, lines.length > 0 ? lines.join('\n') : 'No browser has reported anything.')
      return reports.length > 0 ? 1 : 0
    } finally {
      await booted.close()
    }
  },
}
