import type { Planted } from './planting.ts'

/** Fixed ids, so that a scene reads well. */
export const [A, B, D, R, X, Y] = ['a', 'b', 'd', 'e', '1', '2'].map(
  (letter) => `0190a000-0000-7000-8000-0000000000${letter}${letter}`,
) as [string, string, string, string, string, string]

/** What stands there before, and bad writes that each must be refused: SQL, or a row to insert. */
export type Probe = { scene: readonly Planted[]; bad: readonly (string | Planted)[] }
/** By the rule that a trigger refuses with. */
export type Probes = { [trigger: string]: { [rule: string]: readonly Probe[] } }

export const probe = (scene: readonly Planted[], ...bad: (string | Planted)[]): Probe => ({ scene, bad })
