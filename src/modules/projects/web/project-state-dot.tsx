import { StateDot } from '#ui/page/state-dot.tsx'
import type { ProjectState } from '../contract.ts'
import { stateColours, stateWords } from './words.ts'

export function ProjectStateDot({ state }: { state: ProjectState }) {
  return <StateDot state={state} label={stateWords[state]} colour={stateColours[state]} />
}
