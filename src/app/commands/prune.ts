import { addSeconds, systemClock } from '#kernel/calendar.ts'
import { type Pruned, pruneAudit, sealAudit } from '#modules/audit/server/index.ts'
import { pruneLogs } from '#modules/integrations/server/index.ts'
import { openPool } from '#platform/database/pool.ts'
import { type Booted, boot } from '../boot.ts'
import { answer, type CliWork } from './command.ts'
import { chosenCompanies, companyOption, eachChosen } from './companies.ts'

type Told = Pruned & { companyId: string; name: string }

/** Only operational data; what belongs to the books is never pruned. */
export const prune: CliWork = {
  options: { ...companyOption, execute: { type: 'boolean' } },
  async run(args) {
    const really = args.values.execute === true
    const booted = await boot({ migrateFirst: false })
    try {
      const { told: audit, failed } = await pruneChosen(booted, await chosenCompanies(booted, args), really)
      const webhookDeliveries = await pruneLogs(booted.house, { really })
      const lines = audit.map(({ name, events, through, fault }) =>
        fault
          ? `${name}: the audit chain is broken (${fault}); nothing goes`
          : `${name}: ${said(events, through, really)}`,
      )
      lines.push(`Webhooks: ${webhookDeliveries} deliveries ${really ? 'forgotten' : 'to forget'}.`)
      answer(args.json, { executed: really, audit, webhookDeliveries }, lines.join('\n'))
      return failed > 0 || audit.some(({ fault }) => fault !== null) ? 1 : 0
    } finally {
      await booted.close()
    }
  },
}

const said = (events: number, through: string | null, really: boolean) =>
  events === 0
    ? 'no audit events are old enough'
    : `${events} audit events ${really ? 'removed' : 'to remove'}, through ${through}`

/** By the owner's connections: the application may not take anything out of the log. */
async function pruneChosen(
  { settings, database, house }: Booted,
  companies: readonly { id: string; name: string }[],
  really: boolean,
): Promise<{ told: Told[]; failed: number }> {
  const before = addSeconds(systemClock(), -24 * 3600 * settings.retention.auditDays)
  const pool = openPool({ url: database.ownerUrl, max: 2, name: 'ez360-prune' })
  try {
    const told: Told[] = []
    const failed = await eachChosen(companies, async ({ id, name }) => {
      await sealAudit(house, id, { whole: true })
      told.push({ companyId: id, name, ...(await pruneAudit({ ...house, pool }, id, { before, really })) })
    })
    return { told, failed }
  } finally {
    await pool.end()
  }
}
