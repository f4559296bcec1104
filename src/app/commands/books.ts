import { once } from 'node:events'
import { checkInvariants, exportLedger } from '#modules/reports/server/index.ts'
import { boot } from '../boot.ts'
import { type CliCommand, print } from './command.ts'
import { chosenCompanies, companyOption, inCompany } from './companies.ts'
import { UsageError } from './usage-error.ts'

export const invariants: CliCommand = {
  name: 'invariants',
  usage: 'invariants [--company <id|name>]',
  says: 'Ask the books of every company whether all their rules hold; exit code 1 when one does not.',
  options: companyOption,
  async run(args) {
    const booted = await boot({ migrateFirst: false })
    try {
      const reports = []
      for (const { id, name } of await chosenCompanies(booted, args)) {
        const verdicts = await inCompany(booted, id, checkInvariants)
        const broken = verdicts.filter(({ ok }) => !ok)
        reports.push({ companyId: id, name, rules: verdicts.length, broken })
        if (args.json) continue
        print(`${name}: ${broken.length === 0 ? `all ${verdicts.length} rules hold` : `${broken.length} broken`}`)
        for (const { rule, says, findings } of broken) {
          print(`  ${rule}. ${says}`)
          for (const one of findings) print(`     ${one.subjectType} ${one.subjectId ?? ''}: ${one.detail}`)
        }
      }
      if (args.json) print(JSON.stringify(reports))
      return reports.some(({ broken }) => broken.length > 0) ? 1 : 0
    } finally {
      await booted.close()
    }
  },
}

export const exportBooks: CliCommand = {
  name: 'export-ledger',
  usage: 'export-ledger --company <id|name>',
  says: 'Print the whole journal of a company in plain-text accounting format (hledger, ledger).',
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
