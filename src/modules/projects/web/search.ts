import { call } from '#ui/api.ts'
import type { PaletteHit, PaletteQuestion } from '#ui/module.ts'
import { listProjects } from '../contract.ts'

/** Projects by number or name, for the command palette. */
export async function findProjects({ companyId, text, signal, may }: PaletteQuestion): Promise<PaletteHit[]> {
  if (!may('projects:assigned')) return []
  const { items } = await call(listProjects, { q: text, state: 'all', limit: 5 }, { companyId, signal })
  return items.map((project) => ({
    id: project.id,
    group: 'Projects',
    label: project.name,
    description: `${project.clientName}, ${project.number}`,
    to: `/projects/${project.id}`,
  }))
}
