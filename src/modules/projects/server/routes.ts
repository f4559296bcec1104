import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { changeProjectState } from './change-project-state.ts'
import { createProject } from './create-project.ts'
import { deleteProject } from './delete-project.ts'
import { listProjects, readProject, readProjectOverview } from './read-projects.ts'
import { updateProject } from './update-project.ts'

export const routes: Route[] = [
  route(contract.listProjects, listProjects),
  route(contract.readProject, readProject),
  route(contract.readProjectOverview, readProjectOverview),
  route(contract.createProject, createProject),
  route(contract.updateProject, updateProject),
  route(contract.changeProjectState, changeProjectState),
  route(contract.deleteProject, deleteProject),
]
