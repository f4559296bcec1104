import { loadCompany } from '#modules/companies/server/index.ts'
import { listCompanyIds, openScope, type Scope } from '#platform/scope.ts'
import type { Booted } from '../boot.ts'
import type { CliArguments } from './command.ts'
import { UsageError } from './usage-error.ts'

const operator = { kind: 'system', name: 'Command line' } as const

/** Work inside one company, on one snapshot, as the operator. */
export function inCompany<A>({ house }: Booted, companyId: string, work: (scope: Scope) => Promise<A>): Promise<A> {
  const reading = { ...house, origin: { requestId: 'command-line' }, mode: 'read' } as const
  return openScope(reading, companyId, operator, work)
}

export const companyOption = { company: { type: 'string' } } as const

/** The companies that `--company` names by id or name; without it, all of them. */
export async function chosenCompanies(
  booted: Booted,
  { values }: CliArguments,
): Promise<{ id: string; name: string }[]> {
  const wanted = typeof values.company === 'string' ? values.company.toLowerCase() : undefined
  const ids = await listCompanyIds(booted.house, 'all')
  const named = async (id: string) => ({ id, name: (await inCompany(booted, id, loadCompany)).name })
  // An id needs no look into the others.
  if (wanted !== undefined && ids.includes(wanted)) return [await named(wanted)]
  const all: { id: string; name: string }[] = []
  for (const id of ids) all.push(await named(id))
  if (wanted === undefined) return all
  const found = all.filter(({ name }) => name.toLowerCase() === wanted)
  if (found.length === 1) return found
  if (found.length === 0) throw new UsageError(`There is no company “${values.company}”.`)
  throw new UsageError(`Several companies are called so. Name one by id: ${found.map(({ id }) => id).join(', ')}.`)
}

/** Does the same in each of them. What fails in one is said and stops none of the others; answers how many failed. */
export async function eachChosen(
  companies: readonly { id: string; name: string }[],
  work: (company: { id: string; name: string }) => Promise<void>,
): Promise<number> {
  let failed = 0
  for (const company of companies) {
    try {
      await work(company)
    } catch (error) {
      failed += 1
      process.stderr.write(`${company.name}: failed, nothing was changed: ${(error as Error).message}\n`)
    }
  }
  return failed
}
