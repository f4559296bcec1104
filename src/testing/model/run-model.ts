import fc from 'fast-check'
import type { TestHouse } from '../house.ts'
import { type Played, play, type Sequence, type Step } from './sequence.ts'

const numbers = fc.noBias(fc.array(fc.nat(1 << 20), { minLength: 16, maxLength: 16 }))
const prelude = fc.array(numbers, { minLength: 6, maxLength: 6 })
const step: fc.Arbitrary<Step> = fc.record({
  way: fc.constantFrom('plainly', 'plainly', 'plainly', 'twice', 'previewed', 'at once', 'at once'),
  who: fc.array(fc.constantFrom('ada', 'ada', 'ada', 'ada', 'ben', 'ben', 'ben', 'mia', 'mia', 'cy'), {
    minLength: 4,
    maxLength: 4,
  }),
  numbers: fc.array(numbers, { minLength: 2, maxLength: 4 }),
})

const sequenceOf = (steps: number): fc.Arbitrary<Sequence> =>
  fc.record({
    theme: fc.constantFrom('clients', 'clients', 'costs', 'all'),
    begun: prelude,
    steps: fc.array(step, { minLength: steps, maxLength: steps }),
  })

export type ModelRun = { seed: number; sequences: number; steps: number; path?: string | undefined; lanes?: number }

/**
 * So many sequences of so many steps, from a seed, several beside one another. Whatever breaks is thrown with its seed
 * and path; `EZ360_MODEL_SEED` and `EZ360_MODEL_PATH` play it again.
 */
export async function runModel(
  house: TestHouse,
  { seed, sequences, steps, path, lanes = 4 }: ModelRun,
): Promise<Played> {
  const all: Played = { acts: new Map(), steps: 0 }
  let finished = 0
  const property = fc.asyncProperty(sequenceOf(steps), async (sequence) => {
    const played = await play(house, sequence)
    all.steps += played.steps
    finished += 1
    if (finished % 500 === 0) console.info(`${finished} of ${sequences} sequences, ${all.steps} steps`)
    for (const [name, { done, refused }] of played.acts) {
      const so = all.acts.get(name) ?? { done: 0, refused: 0 }
      all.acts.set(name, { done: so.done + done, refused: so.refused + refused })
    }
  })
  const share = Math.ceil(sequences / lanes)
  const lane = async (of: number) => {
    const run = await fc.check(property, {
      ...{ seed: seed + of, numRuns: share, endOnFailure: path === undefined },
      ...(path === undefined ? {} : { path }),
    })
    if (!run.failed) return
    const replay = `EZ360_MODEL_SEED=${run.seed} EZ360_MODEL_PATH=${run.counterexamplePath}`
    const { message } = run.errorInstance as Error
    throw new Error(`${replay}\n${message}`)
  }
  if (path === undefined) await Promise.all(Array.from({ length: lanes }, (_, of) => lane(of)))
  else await lane(0)
  return all
}
