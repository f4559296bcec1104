import { accept } from '#kernel/reading.ts'
import { command, query } from '#platform/operation.ts'
import { audit } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { formatNumber, parsePattern, periodKey } from '../domain/numbering.ts'
import {
  defaultSchemes,
  type NumberingScheme,
  type NumberSeries,
  numberSeries,
  projectSeries,
} from '../domain/series.ts'
import { companyToday, lastNumbers, schemesOf } from './queries.ts'
import { continueCounting, saveScheme } from './store.ts'

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
    const before = (await schemesOf(scope)).get(series) ?? defaultSchemes[series]
    const after = { ...scheme, byProject: byProject && projectSeries.includes(series) }
    await saveScheme(scope, series, after)
    // Under another reset the sequence goes on from the highest number given, so that none comes twice.
    if (before.reset !== after.reset)
      await continueCounting(scope, series, periodKey(after.reset, await companyToday(scope)))
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
  const last = await lastNumbers(scope, ['', today.slice(0, 4), today.slice(0, 7)])
  return wanted.map((series) => {
    const scheme: NumberingScheme = schemes.get(series) ?? defaultSchemes[series]
    const next = (reset: NumberingScheme['reset']) => (last.get(`${series} ${periodKey(reset, today)}`) ?? 0) + 1
    const pattern = accept('pattern', parsePattern(scheme.pattern, scheme.reset))
    return {
      series,
      ...scheme,
      nextSequence: { never: next('never'), monthly: next('monthly'), yearly: next('yearly') },
      sample: formatNumber(pattern, today, next(scheme.reset)),
    }
  })
}
