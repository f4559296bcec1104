import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { checkAudit, sealAudit } from '#modules/audit/server/index.ts'
import { readReconciliation, repairRollups, verifyExport } from '#modules/closing/server/index.ts'
import { checkInvariants, exportLedger } from '#modules/reports/server/index.ts'
import { execute, preview } from '#platform/runner.ts'
import { type Booted, boot } from '../boot.ts'
import { type CliArguments, type CliWork, print } from './command.ts'
import { chosenCompanies, companyOption, eachChosen, inCompany } from './companies.ts'
import { UsageError } from './usage-error.ts'

/** What a look into one company found: for scripts, for people, and whether all is as it should be. */
type Examined = { holds: boolean; report: object; says: readonly string[] }

/** Looks into one company after the other; exit code 1 when something in one of them does not hold. */
async function examine(
  args: CliArguments,
  look: (booted: Booted, company: { id: string; name: string }) => Promise<Examined>,
): Promise<number> {
  const booted = await boot({ migrateFirst: false })
  try {
    const reports: object[] = []
    let allHold = true
    const failed = await eachChosen(await chosenCompanies(booted, args), async (company) => {
      const { holds, report, says } = await look(booted, company)
      allHold &&= holds
      reports.push({ companyId: company.id, name: company.name, ...report })
      if (!args.json) print(says.join('\n'))
    })
    if (args.json) print(JSON.stringify(reports))
    return allHold && failed === 0 ? 0 : 1
  } finally {
    await booted.close()
  }
}

export const invariants: CliWork = {
  options: companyOption,
  run: (args) =>
    examine(args, async (booted, { id, name }) => {
      const verdicts = await inCompany(booted, id, checkInvariants)
      const broken = verdicts.filter(({ ok }) => !ok)
      const verdict = broken.length === 0 ? `all ${verdicts.length} rules hold` : `${broken.length} broken`
      const details = broken.flatMap(({ rule, says, findings }) => [
        `  ${rule}. ${says}`,
        ...findings.map((one) => `     ${one.subjectType} ${one.subjectId ?? ''}: ${one.detail}`),
      ])
      return {
        holds: broken.length === 0,
        report: { rules: verdicts.length, broken },
        says: [`${name}: ${verdict}`, ...details],
      }
    }),
}

export const exportBooks: CliWork = {
  options: companyOption,
  async run(args) {
    if (args.values.company === undefined) throw new UsageError('Say which company: --company <id|name>.')
    const booted = await boot({ migrateFirst: false })
    try {
      const [company] = await chosenCompanies(booted, args)
      if (!company) return 1
      await inCompany(booted, company.id, async (scope) => {
        for await (const part of exportLedger(scope)) {
          if (!process.stdout.write(part)) await once(process.stdout, 'drain')
        }
      })
      return 0
    } finally {
      await booted.close()
    }
  },
}

export const verifyLedger: CliWork = {
  async run({ positionals, json }) {
    const [file] = positionals
    if (file === undefined) throw new UsageError('Say which file: verify-ledger <file>.')
    const verified = verifyExport(await readFile(file, 'utf8'))
    const { entries, seals, sealedInPart, unsealed, faults } = verified
    const said = [`${entries} entries, ${seals} seals, ${unsealed} entries newer than the last seal`]
    if (sealedInPart > 0)
      said.push(
        `${sealedInPart} entries are under seals of the first kind: these cover day, accounts and amounts, not words, client, project and source`,
      )
    said.push(...faults)
    print(json ? JSON.stringify(verified) : [...said, faults.length === 0 ? verdict(seals, unsealed) : ''].join('\n'))
    return faults.length === 0 ? 0 : 1
  },
}

/** What a file without a fault proves: of entries that no seal covers nobody can tell whether they are as they were posted. */
function verdict(seals: number, unsealed: number): string {
  if (seals === 0)
    return 'Every entry balances. No seal covers them yet: whether one was changed or left out cannot be told.'
  return unsealed === 0 ? 'Everything holds.' : 'Everything holds; the entries newer than the last seal only balance.'
}

export const verifyAudit: CliWork = {
  options: companyOption,
  run: (args) =>
    examine(args, async ({ house }, { id, name }) => {
      await sealAudit(house, id, { whole: true })
      const found = await checkAudit(house, id)
      const event = found.brokenEventId ? ` at event ${found.brokenEventId}` : ''
      const verdict = found.fault ? `broken (${found.fault})${event}, after` : 'unbroken:'
      const says = `${name}: ${verdict} ${found.seq} events, through ${found.through ?? 'nothing yet'}`
      return { holds: found.fault === null, report: found, says: [says] }
    }),
}

export const reconcile: CliWork = {
  options: { ...companyOption, repair: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
  async run(args) {
    const booted = await boot({ migrateFirst: false })
    try {
      let differs = false
      const failed = await eachChosen(await chosenCompanies(booted, args), async ({ id, name }) => {
        if (args.values['dry-run'] === true) await repair(booted, id, name, preview)
        else if (args.values.repair === true) await repair(booted, id, name, execute)
        const { controls } = await inCompany(booted, id, (scope) => readReconciliation.run(scope, {}))
        for (const { code, name: account, records, ledgerCents, recordsCents } of controls) {
          const difference = ledgerCents - recordsCents
          differs ||= difference !== 0
          print(
            `${name}: ${code} ${account} ${difference === 0 ? 'agrees with' : `differs by ${difference} cents from`} ${records.toLowerCase()}`,
          )
        }
      })
      return differs || failed > 0 ? 1 : 0
    } finally {
      await booted.close()
    }
  },
}

async function repair(
  { house }: Booted,
  companyId: string,
  name: string,
  how: typeof preview | typeof execute,
): Promise<void> {
  const operator = { kind: 'system', name: 'Command line' } as const
  const where = { companyId, actor: operator, origin: { requestId: 'command-line' } }
  const told = await how(house, repairRollups, where, {})
  const [done, verb] = Array.isArray(told) ? [told, 'put right'] : [told.answer, 'to put right']
  for (const { rollup, rows, ids } of done) {
    print(`${name}: ${rollup}: ${rows === 0 ? 'right' : `${rows} ${verb}`}`)
    for (const id of ids) print(`  ${id}`)
  }
}
