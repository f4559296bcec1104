import { expect, test } from 'vitest'
import type { Permission } from '#kernel/permissions.ts'
import { inCompany } from '../walk.ts'

/**
 * Which permission each operation of a company asks for, written down a second time (spec/access.md): an operation that
 * asks for another one, and a new one that nobody has put here, are told.
 */
const asked: { [permission in Permission]?: string } = {
  'audit:read': 'audit.export audit.list audit.read audit.readChain',
  'books:lock': 'ledger.lockBooks',
  'books:write': `
    accounts.create accounts.merge accounts.update expenses.createCategory expenses.updateCategory
    journal.createManualEntry journal.postOpeningBalances journal.reverse`,
  'catalog:read': 'catalog.list catalog.read',
  'catalog:write':
    'accounts.listIncome catalog.activate catalog.create catalog.deactivate catalog.delete catalog.update',
  'clients:read': 'clients.list clients.overview clients.read',
  'clients:write': `
    clients.archive clients.create clients.delete clients.unarchive clients.update collections.createNote
    collections.deleteNote collections.updateNote home.readOnboarding`,
  'company:own': 'archive.export companies.close companies.reopen companies.transferOwnership subscriptions.read',
  'company:read': 'companies.leave companies.read companies.readLogo ledger.readBooksLock',
  'company:settings': `
    collections.updateSettings companies.createTemplate companies.deleteTemplate companies.listNumbering
    companies.removeLogo companies.update companies.updateNumbering companies.updateTemplate`,
  'deleted:restore': 'deleted.list deleted.restore',
  'documents:read': `
    closing.readBeforeSending collections.listNotes collections.readInvoiceFollowUp collections.readSettings
    companies.listTemplates companies.readTemplate creditNotes.listCreditNotes creditNotes.readCreditNote
    creditNotes.readCreditNotePdf creditNotes.readInvoiceCorrections documents.explainInvoice
    documents.listEstimates documents.listInvoices documents.listProposals documents.readEstimate
    documents.readEstimatePdf documents.readInvoice documents.readInvoicePdf documents.readProposal
    documents.readProposalPdf recurring.listPlanRuns recurring.listPlans recurring.proposePlan
    recurring.readPlan`,
  'documents:send': `
    collections.cancelStatementSend collections.chargeLateFee collections.chooseMonthlyStatement
    collections.createStatementLink collections.listFailedFollowUps collections.muteReminders
    collections.remindOfInvoice collections.revokeStatementLinks collections.sendStatement
    creditNotes.emailCreditNote documents.acceptEstimate documents.acceptProposal documents.createEstimateLink
    documents.createInvoiceLink documents.createProposalLink documents.declineEstimate documents.declineProposal
    documents.emailEstimate documents.emailInvoice documents.emailProposal documents.listFailedDeliveries
    documents.revokeEstimateLinks documents.revokeInvoiceLinks documents.revokeProposalLinks
    documents.sendEstimate documents.sendInvoice documents.sendInvoices documents.sendProposal
    payments.emailReceipt recurring.createPlan recurring.deletePlan recurring.pausePlan recurring.resumePlan
    recurring.runPlanNow recurring.updatePlan`,
  'documents:void': 'documents.voidEstimate documents.voidInvoice documents.voidProposal',
  'documents:write': `
    creditNotes.createCreditNote creditNotes.deleteCreditNote creditNotes.updateCreditNote
    documents.convertEstimate documents.convertProposal documents.createEstimate documents.createInvoice
    documents.createInvoiceFromTime documents.createProposal documents.deleteEstimate documents.deleteInvoice
    documents.deleteProposal documents.duplicateEstimate documents.duplicateInvoice documents.duplicateProposal
    documents.updateEstimate documents.updateEstimateNote documents.updateInvoice documents.updateInvoiceNote
    documents.updateProposal documents.updateProposalNote expenses.listUnbilled time.listUnbilled`,
  'expenses:approve': 'expenses.approve expenses.reject expenses.updateMerchant',
  'expenses:own': `
    expenses.addReceipt expenses.create expenses.createMerchant expenses.delete expenses.list
    expenses.listAccounts expenses.listCategories expenses.listMerchants expenses.read expenses.readReceipt
    expenses.removeReceipt expenses.submit expenses.update`,
  'expenses:reimburse':
    'expenses.listOwed expenses.readReimbursement expenses.reimburse expenses.reverseReimbursement expenses.void',
  'financials:read': `
    accounts.list accounts.read closing.askProof closing.readClose closing.readProof closing.readReconciliation
    journal.list journal.read reports.apAging reports.arAging reports.balanceSheet reports.cashEarned
    reports.cashFlow reports.figureLines reports.generalLedger reports.plainTextLedger reports.profitAndLoss
    reports.projectProfitability reports.revenue reports.salesTax reports.serviceLines reports.trialBalance`,
  'integrations:manage': `
    integrations.createApiKey integrations.createWebhook integrations.deleteWebhook integrations.listApiKeys
    integrations.listDeliveries integrations.listWebhooks integrations.readDelivery integrations.readWebhook
    integrations.replayDelivery integrations.replayFailed integrations.revokeApiKey
    integrations.rotateWebhookSecret integrations.testWebhook integrations.updateWebhook`,
  'members:manage': `
    companies.deactivateMember companies.invite companies.listInvites companies.reactivateMember
    companies.resendInvite companies.revokeInvite companies.setMemberTwoFactor companies.updateMember`,
  'members:read': 'companies.listMembers',
  'payables:read': `
    payables.findSameNumber payables.listBillPayments payables.listBills payables.listRecurringBills
    payables.listVendors payables.readBill payables.readBillFile payables.readBillPayment
    payables.readRecurringBill payables.readVendor payables.vendorOverview`,
  'payables:write': `
    payables.archiveVendor payables.attachBillFile payables.createBill payables.createRecurringBill
    payables.createVendor payables.deleteBill payables.endRecurringBill payables.pauseRecurringBill
    payables.payBill payables.payBills payables.postBill payables.removeBillFile payables.resumeRecurringBill
    payables.reverseBillPayment payables.unarchiveVendor payables.updateBill payables.updateBillNotes
    payables.updateRecurringBill payables.updateVendor payables.voidBill`,
  'payments:read': `
    collections.listStatementSends collections.readClientStatement collections.readStatement
    collections.readStatementPdf payments.listCreditApplications payments.listPayments payments.readClientCredit
    payments.readPayment payments.readReceipt`,
  'payments:refund': `
    creditNotes.correctInvoice creditNotes.postCreditNote creditNotes.reverseCreditNote
    creditNotes.reverseWriteOff creditNotes.writeOffInvoice payments.adjustCredit payments.failRefund
    payments.refundPayment payments.reversePayment payments.settleRefund`,
  'payments:write': `
    payments.applyCredit payments.failPayment payments.recordPayment payments.reverseCreditApplication
    payments.settlePayment`,
  'projects:assigned': 'projects.list projects.overview projects.read',
  'projects:write': 'projects.changeState projects.create projects.delete projects.update',
  'time:approve': 'time.approve time.reject',
  'time:own': `
    catalog.listServices home.readDashboard time.create time.delete time.discardTimer time.list time.pauseTimer
    time.read time.readTimer time.readTimesheet time.restore time.resumeTimer time.startTimer time.stopTimer
    time.submit time.switchTimer time.update time.updateTimer time.void`,
}

test('every operation asks for the permission that is written here', () => {
  const promised = Object.entries(asked).flatMap(([permission, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => `${name}: ${permission}`),
  )
  expect(inCompany.map(({ operation }) => `${operation.name}: ${operation.needs}`).sort()).toEqual(promised.sort())
})
