/** The rules of projects. */
export { settleTerms } from './project.ts'
export { type NamedService, nameServices, type WantedService } from './services.ts'
