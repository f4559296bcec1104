/** What was spent, and what of it clients pay. Other modules open only this. */
export {
  billExpenses,
  lockUnbilledExpenses,
  moveBilledExpenses,
  releaseExpenses,
  type UnbilledExpense,
} from './billing.ts'
export { provisionCategories } from './categories.ts'
