/** The demo companies of a development server. Only the application opens this. */
export { demoPassword, type Filling, fillCompanies } from './fill.ts'
