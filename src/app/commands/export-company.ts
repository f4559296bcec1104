import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { writeArchive } from '#modules/archive/server/index.ts'
import { boot } from '../boot.ts'
import { type CliWork, print } from './command.ts'
import { chosenCompanies, inCompany } from './companies.ts'
import { UsageError } from './usage-error.ts'

export const exportCompany: CliWork = {
  options: { out: { type: 'string' } },
  async run({ positionals, values, json }) {
    const [wanted] = positionals
    const { out } = values
    if (wanted === undefined) throw new UsageError('Say which company: export-company <id|name>.')
    if (typeof out !== 'string') throw new UsageError('Say where to: --out <file.zip>.')
    const booted = await boot({ migrateFirst: false })
    try {
      const [company] = await chosenCompanies(booted, { positionals: [], values: { company: wanted }, json })
      if (!company) return 1
      await inCompany(booted, company.id, async (scope) => {
        await pipeline(writeArchive(scope), createWriteStream(out, { flags: 'wx', mode: 0o600 }))
      })
      print(json ? JSON.stringify({ companyId: company.id, file: out }) : `${company.name} is in ${out}`)
      return 0
    } finally {
      await booted.close()
    }
  },
}
