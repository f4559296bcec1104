/** The endpoints of the other modules that the demo calls, as any client of the API would. */
export { createCatalogItem, deleteCatalogItem } from '#modules/catalog/contract.ts'
export { createClient } from '#modules/clients/contract.ts'
export { chargeLateFee, createCollectionNote, updateCollectionSettings } from '#modules/collections/contract.ts'
export { createCompany, createInvite, updateCompany } from '#modules/companies/contract.ts'
export {
  correctInvoice,
  createCreditNote,
  postCreditNote,
  reverseCreditNote,
  writeOffInvoice,
} from '#modules/credit-notes/contract.ts'
export { createInvoice, createInvoiceFromTime, quotes, sendInvoice, voidInvoice } from '#modules/documents/contract.ts'
export {
  addReceipt,
  approveExpenses,
  createExpense,
  reimburseExpenses,
  rejectExpenses,
  submitExpenses,
  voidExpense,
} from '#modules/expenses/contract.ts'
export { createApiKey, createWebhook, revokeApiKey, updateWebhook } from '#modules/integrations/contract.ts'
export { createAccount, createManualEntry, lockBooks, postOpeningBalances } from '#modules/ledger/contract.ts'
export {
  createBill,
  createRecurringBill,
  createVendor,
  payBill,
  postBill,
  reverseBillPayment,
  voidBill,
} from '#modules/payables/contract.ts'
export {
  adjustCredit,
  applyCredit,
  recordPayment,
  refundPayment,
  reverseCreditApplication,
  reversePayment,
} from '#modules/payments/contract.ts'
export { changeProjectState, createProject } from '#modules/projects/contract.ts'
export { createPlan, runPlanNow } from '#modules/recurring/contract.ts'
export { approveTime, createTimeEntry, rejectTime, startTimer, submitTime } from '#modules/time/contract.ts'
