import type { ProjectState } from '../contract.ts'

export const stateWords: Record<ProjectState, string> = {
  active: 'Active',
  on_hold: 'On hold',
  completed: 'Completed',
  archived: 'Archived',
}

export const stateColours = { active: 'green', on_hold: 'amber', completed: 'blue', archived: 'grey' } as const
