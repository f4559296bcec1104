import { expect, test } from 'vitest'
import { useHouse } from '../house.ts'
import { runModel } from './run-model.ts'

const house = useHouse()
const { EZ360_MODEL_SEED, EZ360_MODEL_PATH, EZ360_MODEL_SEQUENCES } = process.env
const seed = Number(EZ360_MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31))
const sequences = Number(EZ360_MODEL_SEQUENCES ?? 300)

test(`pain 3: whatever people do with money, the reference agrees (seed ${seed})`, {
  timeout: 120_000 + sequences * 5000,
}, async () => {
  const started = performance.now()
  const { acts, steps } = await runModel(house, { seed, sequences, steps: 8, path: EZ360_MODEL_PATH })
  const table = [...acts].sort().map(([name, { done, refused }]) => `${name}: ${done} done, ${refused} refused`)
  const seconds = Math.round((performance.now() - started) / 1000)
  console.info(`${sequences} sequences, ${steps} steps in ${seconds} s, seed ${seed}\n${table.join('\n')}`)
  if (EZ360_MODEL_PATH === undefined) expect(acts.size).toBeGreaterThanOrEqual(30)
})
