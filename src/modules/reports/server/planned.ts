import type { Scope } from '#platform/scope.ts'

/**
 * Runs one statement under a plan of this kind: `custom` is made anew for its values, `generic` once for all. PostgreSQL
 * would choose by what a company of the average size costs, and a large one pays for it. All travel in one round trip.
 */
export async function planned<A>(scope: Scope, kind: 'custom' | 'generic', statement: () => Promise<A>): Promise<A> {
  const choose = (mode: string) => scope.sql('reports.plans', "SELECT set_config('plan_cache_mode', $1, true)", [mode])
  const [, answer] = await Promise.all([choose(`force_${kind}_plan`), statement(), choose('auto')])
  return answer
}
