import { IconArchive, IconCheck, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useCommand } from '#ui/command.ts'
import type { Action } from '#ui/page/action.tsx'
import { changeProjectState, type ProjectState } from '../contract.ts'
import { stateWords } from './words.ts'

const verbs = [
  { state: 'active', label: 'Make active', icon: IconPlayerPlay },
  { state: 'on_hold', label: 'Put on hold', icon: IconPlayerPause },
  { state: 'completed', label: 'Complete', icon: IconCheck },
  { state: 'archived', label: 'Archive', icon: IconArchive },
] as const

/** The states that a project can be moved to from where it is. */
export function useStateActions(): (project: { id: string; state: ProjectState }) => Action[] {
  const change = useCommand(changeProjectState, {
    done: (project) => `${project.name}: ${stateWords[project.state].toLowerCase()}`,
    invalidates: ['/projects'],
  })
  return ({ id, state: now }) =>
    verbs
      .filter((verb) => verb.state !== now)
      .map(({ state, label, icon }) => ({
        label,
        icon,
        needs: 'projects:write',
        run: () => void change.run({ projectId: id, state }),
      }))
}
