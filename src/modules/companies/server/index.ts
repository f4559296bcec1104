/**
 * The company of a scope, its settings, numbers and people. The application mounts `companyRoutes(provision)`
 * (./routes.ts) and `mountLogo(app, house, doorkeeper)` (./mount-logo.ts); `provision` runs `provisionCompany` and what
 * other modules give a new company. Other modules open only this.
 */
export { loadActor } from './actor.ts'
export { isAtWork } from './is-at-work.ts'
export { memberLeft } from './people/leaving.ts'
export { provisionCompany } from './provision-company.ts'
export { companyToday, findTemplate, loadCompany, memberNames } from './queries.ts'
export { moveBooksLock } from './store.ts'
export { takeNextNumber } from './take-next-number.ts'
