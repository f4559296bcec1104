import { accept } from '#kernel/reading.ts'
import { command, query } from '#platform/operation.ts'
import { audit } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { formatNumber, parsePattern } from '../domain/numbering.ts'
import {
  defaultSchemes,
  type NumberingScheme,
  type NumberSeries,
  numberSeries,
  projectSeries,
} from '../domain/series.ts'
import { continueCounting, lockCounters, nextSequences } from './number-periods.ts'
import { companyToday, schemesOf } from './queries.ts'
import { loadSchemeForUpdate, saveScheme } from './store.ts'

export const listNumbering = query({
  name: 'companies.listNumbering',
  needs: 'company:settings',
  input: contract.listNumbering.input,
  run: async (scope) => ({ items: await described(scope, numberSeries) }),
})

export const updateNumbering = command({
  name: 'companies.updateNumbering',
  needs: 'company:settings',
  input: contract.updateNumbering.input,
  async run(scope, { series, byProject, ...scheme }) {
    accept('pattern', parsePattern(scheme.pattern, scheme.reset))
    const { run, ...before } = await loadSchemeForUpdate(scope, series)
    const after = { ...scheme, byProject: byProject && projectSeries.includes(series) }
    const counts = before.reset === after.reset && before.pattern === after.pattern
    await saveScheme(scope, series, { ...after, run: counts ? run : run + 1 })
    if (!counts) {
      // Whoever counts in the old run ends first, or begins again in the new one.
      await lockCounters(scope, series)
      await continueCounting(scope, series, await companyToday(scope), { run, reset: before.reset })
    }
    audit(scope, {
      subjectType: 'numbering',
      subjectId: scope.companyId,
      before: { series, ...before },
      after: { series, ...after },
    })
    const [changed] = await described(scope, [series])
    return changed as contract.NumberingScheme
  },
})

/** The schemes with what comes next, seen from today. */
async function described(scope: Scope, wanted: readonly NumberSeries[]): Promise<contract.NumberingScheme[]> {
  const today = await companyToday(scope)
  const schemes = await schemesOf(scope)
  const next = await nextSequences(scope, today)
  return wanted.map((series) => {
    const scheme: NumberingScheme = schemes.get(series) ?? defaultSchemes[series]
    const nextSequence = next.get(series) ?? { never: 1, monthly: 1, yearly: 1 }
    const pattern = accept('pattern', parsePattern(scheme.pattern, scheme.reset))
    return { series, ...scheme, nextSequence, sample: formatNumber(pattern, today, nextSequence[scheme.reset]) }
  })
}
