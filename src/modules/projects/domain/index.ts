/** The rules of projects. */

export { type NamedService, nameServices, type WantedService } from './offer.ts'
export { settleTerms } from './project.ts'
