import { IconFolder, IconPlus } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { screen, type WebModule } from '#ui/module.ts'
import type { ProjectPickerProps } from './project-picker.tsx'

const LazyPicker = lazy(async () => ({ default: (await import('./project-picker.tsx')).ProjectPicker }))

/** Chooses a project by typing, grouped by client: `onChange(id, project)`; `clientId` narrows it to one client. */
export function ProjectPicker(props: ProjectPickerProps) {
  return (
    <Suspense fallback={<div style={{ minHeight: 60 }} />}>
      <LazyPicker {...props} />
    </Suspense>
  )
}

/** What the company works on. */
export const projects: WebModule = {
  routes: (company) => [
    screen(company, '/projects', () => import('./list.tsx'), 'ProjectList'),
    screen(company, '/projects/new', () => import('./form.tsx'), 'NewProject'),
    screen(company, '/projects/$projectId', () => import('./project.tsx'), 'ProjectScreen'),
    screen(company, '/projects/$projectId/edit', () => import('./form.tsx'), 'EditProject'),
  ],
  navigation: [
    {
      group: 'Work',
      label: 'Projects',
      to: '/projects',
      icon: IconFolder,
      keys: 'g p',
      needs: 'projects:assigned',
      order: 20,
    },
  ],
  commands: [
    {
      id: 'project-new',
      label: 'New project',
      icon: IconPlus,
      to: '/projects/new',
      needs: 'projects:write',
      keywords: 'job start add',
    },
  ],
  search: async (asked) => (await import('./search.ts')).findProjects(asked),
  slots: {
    lineConcerns: lazy(async () => ({ default: (await import('./line-concerns.tsx')).LineConcernsFields })),
    clientProjects: lazy(async () => ({ default: (await import('./client-projects.tsx')).ClientProjects })),
  },
}
