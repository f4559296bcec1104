/** The demo companies of a development server. Only the application opens this. */
export { demoPassword, fillCompanies } from './fill.ts'
