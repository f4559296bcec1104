/** The company of a scope, its settings, numbers and people. Other modules open only this. */
export { loadActor } from './actor.ts'
export { provisionCompany } from './provision-company.ts'
export { companyToday, findTemplate, loadCompany, memberNames } from './queries.ts'
export { takeNextNumber } from './take-next-number.ts'
