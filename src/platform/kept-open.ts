import type { Scope } from './scope.ts'

/** How often a snapshot is used at least while somebody reads from it; the server ends one that rests for a minute. */
const keptOpenMs = 20_000

/** Whoever reads slowly must not lose the snapshot between two statements; who reads nothing is cut off by HTTP. */
export async function keptOpen<U>(scope: Scope, reading: Promise<U>): Promise<U> {
  const beat = setInterval(() => scope.sql('scope.keptOpen', 'SELECT 1', []).catch(() => {}), keptOpenMs)
  try {
    return await reading
  } finally {
    clearInterval(beat)
  }
}
