import { visitorQuery } from '#platform/operation.ts'
import { readDemo as contract } from '../contract.ts'

type State = 'none' | 'running' | 'ready' | 'incomplete'

/** Of this process: how far the demo is. */
export class Progress {
  state: State = 'none'
  private steps = 0
  private of = 0

  expect(steps: number): void {
    this.of += steps
  }
  stepped(): void {
    this.steps += 1
  }
  get percent(): number {
    if (this.state === 'ready') return 100
    return this.of === 0 ? 0 : Math.min(99, Math.floor((this.steps * 100) / this.of))
  }
}

export const progress = new Progress()

export const readDemo = visitorQuery({
  name: 'demo.read',
  input: contract.input,
  run: async () => ({ state: progress.state, percent: progress.percent }),
})
