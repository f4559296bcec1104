/** What the company works on, and who may see it. Other modules open only this. */
export {
  assignedOnly,
  findProjects,
  loadProject,
  loadProjectForUpdate,
  loadProjectServices,
  type ProjectRow,
  projectNames,
} from './store.ts'
