import { accountRefusals } from './refusals-account.ts'
import { correctionRefusals } from './refusals-corrections.ts'
import { factorRefusals } from './refusals-factors.ts'
import { integrationRefusals } from './refusals-integrations.ts'
import { peopleRefusals } from './refusals-people.ts'
import { planRefusals } from './refusals-plans.ts'

/**
 * Every way the system says no: status and sentence, in one table. Named database constraints map here too
 * (`platform/database/constraints.ts`). A sentence says what is the matter and what to do; `{name}` is filled in.
 */
export const refusals = {
  // the request itself
  invalid_input: { status: 422, text: 'Some of what was sent cannot be used. Check the marked fields.' },
  malformed_request: { status: 400, text: 'The request could not be read as JSON.' },
  malformed_http: { status: 400, text: 'The request is not HTTP. Send it again as HTTP/1.1.' },
  malformed_address: { status: 400, text: 'The address could not be read. Check its percent signs and its length.' },
  headers_too_large: { status: 431, text: 'The headers of the request are too large. Send less of them.' },
  request_too_slow: { status: 408, text: 'The request did not arrive in time. Send it again.' },
  payload_too_large: { status: 413, text: 'That is more than can be accepted at once.' },
  unsupported_media_type: { status: 415, text: 'Send JSON with the content type application/json.' },
  encryption_needed: {
    status: 403,
    text: 'Ask over HTTPS. What was sent could be read on its way; change any key in it.',
  },
  cross_origin: { status: 403, text: 'This request came from another site and was not carried out.' },
  too_many_requests: { status: 429, text: 'Too many attempts. Wait {seconds} seconds and try again.' },
  timed_out: { status: 503, text: 'The server is too busy to answer in time. Nothing was changed; try again.' },
  file_type_not_allowed: { status: 415, text: 'That kind of file is not accepted here. Use {allowed}.' },
  file_disguised: { status: 415, text: 'This file has parts of a web page in it. Save it anew and upload that.' },
  // who asks
  not_signed_in: { status: 401, text: 'Sign in to continue.' },
  email_not_verified: { status: 403, text: 'Confirm your e-mail address first; a link is in your inbox.' },
  ...factorRefusals,
  not_allowed: { status: 403, text: 'Your role does not include this. Ask an admin or the owner of the company.' },
  subscription_locked: {
    status: 403,
    text: 'This company is read-only until it has a subscription. Everything can be read and exported; the owner can subscribe under Settings, Plan.',
  },
  ...planRefusals,
  not_found: { status: 404, text: 'There is nothing here, or you cannot see it.' },
  ...accountRefusals,
  // doing things twice, or at once
  idempotency_key_required: {
    status: 400,
    text: 'Send an Idempotency-Key header, so that a repeated request cannot act twice.',
  },
  idempotency_key_reused: { status: 409, text: 'This Idempotency-Key was used for another request. Use a new one.' },
  stale_revision: {
    status: 412,
    text: 'Somebody changed this meanwhile. Look at the current version, then save again.',
  },
  id_taken: { status: 409, text: 'That id is already in use.' },
  // books
  books_locked: { status: 409, text: 'The books are locked through {lockedThrough}. Choose a later date.' },
  entry_immutable: { status: 409, text: 'Posted journal entries never change. Post a correcting entry.' },
  entry_unbalanced: { status: 422, text: 'Debits and credits differ. Both sides must be equal.' },
  entry_too_short: { status: 422, text: 'An entry needs at least two lines with an amount.' },
  entry_reversed: { status: 409, text: 'This entry has already been reversed.' },
  entry_of_document: { status: 409, text: 'This entry belongs to a document. Undo it there; the books follow.' },
  account_not_income: { status: 422, text: 'Choose an income account that is in use.' },
  account_not_expense: { status: 422, text: 'Choose an expense account that is in use.' },
  account_not_paying: {
    status: 422,
    text: 'Money cannot come from this account. Choose cash, a bank, a card or an equity account that is in use.',
  },
  account_system_kept: {
    status: 409,
    text: 'This account belongs to the system. It can be renamed, not changed or deleted.',
  },
  account_controlled: { status: 409, text: 'This account is moved only by its documents. Choose another account.' },
  account_code_taken: { status: 409, text: 'Another account has this code. Choose a different one.' },
  amount_out_of_range: { status: 422, text: 'That amount is larger than the books can hold.' },
  company_currency_fixed: {
    status: 409,
    text: 'Something is posted already, so the company keeps its currency. Start another company for another currency.',
  },
  // work
  client_kept: { status: 409, text: 'This client has records in the books and is kept. Archive it instead.' },
  catalog_name_taken: { status: 409, text: 'The catalog already has an item with this name.' },
  project_number_taken: { status: 409, text: 'Another project has this number.' },
  project_kept: { status: 409, text: 'This project has time or documents and is kept. Archive it instead.' },
  project_client_kept: {
    status: 409,
    text: 'This project has time or documents, so it stays with its client. Start another project for the other client.',
  },
  project_service_twice: { status: 409, text: 'This project already has a service with that name.' },
  timer_not_running: { status: 409, text: 'The timer is not running. Reload to see where it stands.' },
  project_not_open: { status: 409, text: 'This project is closed for time. Choose another, or reopen it.' },
  time_not_draft: { status: 409, text: 'Only drafts can be changed. Ask for this time to be sent back to you first.' },
  time_not_submitted: { status: 409, text: 'Only submitted time can be approved or sent back.' },
  time_empty: { status: 409, text: 'This entry has no time in it. Enter minutes, or delete it.' },
  time_locked: { status: 409, text: 'This time is on an invoice. Void the invoice to change it.' },
  // expenses
  expense_not_draft: { status: 409, text: 'Only drafts can be changed. Ask for this expense to be sent back first.' },
  expense_not_submitted: { status: 409, text: 'Only submitted expenses can be approved or sent back.' },
  expense_not_approved: { status: 409, text: 'Only an approved expense can do this. A draft can be deleted instead.' },
  expense_locked: {
    status: 409,
    text: 'This expense stands in the books and no longer changes. Void it and enter it again.',
  },
  expense_state_back: { status: 409, text: 'An expense in the books never goes back to an earlier state.' },
  expense_of_company: { status: 409, text: 'The company paid for some of these itself. Only members are paid back.' },
  expense_reimbursed_once: { status: 409, text: 'Some of these have been paid back already. Reload the list.' },
  expense_reimbursed: { status: 409, text: 'This expense was paid back. Undo the reimbursement first.' },
  expenses_of_several_members: { status: 422, text: 'Pay one member back at a time.' },
  expense_billed: {
    status: 409,
    text: 'This expense is on an invoice. Void the invoice, or take it off the draft, first.',
  },
  expense_not_billable: {
    status: 409,
    text: 'Some of these expenses are billed already, not approved yet, or not billable. Reload the list and choose again.',
  },
  expense_category_taken: { status: 409, text: 'Another category has this name. Choose a different one.' },
  merchant_name_taken: { status: 409, text: 'Another merchant has this name.' },
  reimbursement_immutable: { status: 409, text: 'A reimbursement never changes. Undo it with a reversal.' },
  reimbursement_reversed_once: { status: 409, text: 'This reimbursement has already been undone.' },
  // documents
  document_locked: {
    status: 409,
    text: 'This document has been sent and no longer changes. Correct it with a new one.',
  },
  document_begins_as_draft: { status: 409, text: 'A document begins as a draft. Send it to give it a number.' },
  document_state_back: { status: 409, text: 'A document never goes back to an earlier state.' },
  document_lines_differ: { status: 409, text: 'The lines do not add up to the document. Reload it and save again.' },
  document_too_large: { status: 422, text: 'A document can total at most 999,999,999.99.' },
  invoice_has_money: {
    status: 409,
    text: 'This invoice has payments, credits or write-offs and cannot be voided. Correct it instead.',
  },
  balance_exceeded: { status: 409, text: 'That is more than what is still due on the invoice.' },
  // payments
  payment_immutable: { status: 409, text: 'A recorded payment never changes. Undo it with a reversal or a refund.' },
  payment_not_pending: { status: 409, text: 'This payment is not on its way: it arrived or failed before.' },
  payment_not_arrived: { status: 409, text: 'This payment has not arrived. It pays invoices when it does.' },
  payment_not_reversible: { status: 409, text: 'Only a payment that arrived can be reversed.' },
  payment_fee_wrong: { status: 409, text: 'Only a Stripe payment has a processing fee, and the fee is less than it.' },
  payment_reversed_once: { status: 409, text: 'This payment has already been reversed.' },
  payment_refunded: {
    status: 409,
    text: 'Part of this payment was refunded, or is on its way back. It cannot be reversed.',
  },
  payment_credit_used: {
    status: 409,
    text: 'The client has used the credit that this payment made. Undo that use first, then reverse the payment.',
  },
  payment_not_refundable: {
    status: 409,
    text: 'Only a payment that arrived and was not reversed can be refunded, on its own day or later.',
  },
  refund_exceeds_payment: { status: 409, text: 'All refunds together cannot be more than the payment.' },
  refund_credit_used: {
    status: 409,
    text: 'The client has used the credit that this payment made. Undo that use first, or refund less.',
  },
  refund_sources_differ: { status: 422, text: 'The parts of the refund do not add up to it. Change one of them.' },
  refund_not_pending: { status: 409, text: 'This refund is not on its way: it arrived or failed before.' },
  credit_promised: { status: 409, text: 'A refund that is on its way needs this credit. Use less.' },
  refund_immutable: { status: 409, text: 'A refund never changes. What was refunded by mistake is paid again.' },
  credit_application_reversed_once: { status: 409, text: 'This use of credit has already been undone.' },
  allocation_exceeds_balance: {
    status: 409,
    text: 'Invoice {number} has {balance} left to pay. Give it at most that; the rest becomes client credit.',
  },
  allocations_exceed_payment: {
    status: 422,
    text: 'The invoices take {allocated}, and the payment is only {amount}. Lower one of them.',
  },
  invoice_of_other_client: { status: 422, text: 'Invoice {number} belongs to another client.' },
  invoice_not_payable: {
    status: 409,
    text: 'A draft or void invoice takes no money. Send it first, or leave the amount as client credit.',
  },
  credit_immutable: { status: 409, text: 'Credit entries never change. Undo one with a reversal.' },
  credit_exceeded: { status: 409, text: 'The client does not have that much credit.' },
  ...correctionRefusals,
  ...integrationRefusals,
  // plans and collections
  plan_run_made: {
    status: 409,
    text: 'The invoice of this day has already been made. Reload to see it, and when the next one comes.',
  },
  plan_ended: { status: 409, text: 'This plan has ended. Give it a later end date first.' },
  plan_empty: { status: 422, text: 'A plan needs a line and a total of more than zero.' },
  reminder_nothing_due: {
    status: 409,
    text: 'Nothing is due on this invoice once the credit of the client is counted, so nobody is reminded.',
  },
  late_fee_off: { status: 409, text: 'Late fees are switched off. Set an amount in the settings first.' },
  late_fee_not_due: {
    status: 409,
    text: 'No late fee is due on this invoice: it is paid, not late enough, a fee itself, or charged already.',
  },
  late_fee_immutable: { status: 409, text: 'A late fee that was charged stays on record. Void or credit its invoice.' },
  statement_too_long: {
    status: 422,
    text: 'This period has more entries than a statement can show. Choose a shorter one.',
  },
  statement_not_scheduled: { status: 409, text: 'This statement has already been sent or cancelled.' },
  audit_immutable: { status: 409, text: 'The audit log never changes.' },
  // documents
  document_total_negative: {
    status: 422,
    text: 'The lines add up to less than zero. A document cannot ask for a negative amount.',
  },
  document_tax_negative: { status: 422, text: 'The tax adds up to less than zero. Check the tax of the lines.' },
  document_out_of_range: { status: 422, text: 'That is more than one document can hold.' },
  discount_exceeds_subtotal: { status: 422, text: 'The discount is larger than the lines add up to.' },
  deposit_exceeds_total: { status: 422, text: 'The deposit is larger than the total.' },
  invoice_not_draft: { status: 409, text: 'This invoice has already been sent. Correct it with a credit note.' },
  invoice_without_lines: { status: 409, text: 'This invoice has no lines yet. Add one before sending it.' },
  invoice_total_zero: {
    status: 409,
    text: 'This invoice asks for nothing. Its total must be more than zero to be sent.',
  },
  invoice_not_sent: { status: 409, text: 'Only an invoice that was sent and is not void can do this. Send it first.' },
  invoice_has_time: {
    status: 409,
    text: 'This invoice bills time or expenses of its client. Remove those lines before choosing another client.',
  },
  quote_not_draft: {
    status: 409,
    text: 'This has been sent and no longer changes. Duplicate it to offer something else.',
  },
  quote_without_lines: { status: 409, text: 'There are no lines yet. Add one before sending it.' },
  quote_not_sent: { status: 409, text: 'This is a draft. Send it before anybody answers it.' },
  quote_answered: { status: 409, text: 'This has been answered or taken back already. The answer stays.' },
  quote_expired: {
    status: 409,
    text: 'The time in which this could be answered is over. Ask for a new one.',
  },
  quote_not_accepted: {
    status: 409,
    text: 'Only what the client accepted becomes an invoice. Write down the answer first.',
  },
  receipt_unpaid: { status: 409, text: 'A receipt goes out for a payment that came in and was not reversed.' },
  email_unknown: { status: 409, text: 'This client has no e-mail address. Enter one to send to.' },
  nothing_to_bill: { status: 409, text: 'There is no approved, unbilled time or expense to bill here.' },
  time_not_billable: {
    status: 409,
    text: 'Some of this time is billed already, not approved yet, or not billable. Reload the list and choose again.',
  },
  time_over_long: {
    status: 409,
    text: '{count} of these time entries come from a timer that was left running. Confirm or trim them first.',
  },
  time_without_rate: {
    status: 409,
    text: 'There is no hourly rate for some of this time. Set one on the project, the service or the member.',
  },
  invoice_not_voidable: {
    status: 409,
    text: 'Only a sent invoice without payments, credits or credit notes can be voided.',
  },
  // payables
  vendor_kept: { status: 409, text: 'Vendors are kept. Archive this one instead.' },
  vendor_archived: { status: 409, text: 'This vendor is archived. Bring it back first, or choose another.' },
  bill_kept: { status: 409, text: 'Bills are kept. Void this one instead.' },
  bill_locked: { status: 409, text: 'This bill is posted and no longer changes. Void it and enter it again.' },
  bill_state_back: { status: 409, text: 'A bill never goes back to an earlier state.' },
  bill_lines_differ: { status: 409, text: 'The lines do not add up to the bill. Reload it and save again.' },
  bill_too_large: { status: 422, text: 'A bill can total at most 999,999,999.99.' },
  bill_total_negative: {
    status: 422,
    text: 'The lines add up to less than zero. Enter what the vendor owes you as a part of another bill.',
  },
  bill_not_draft: { status: 409, text: 'This bill is posted already.' },
  bill_without_lines: { status: 409, text: 'This bill has no lines yet. Add one before posting it.' },
  bill_total_zero: { status: 409, text: 'This bill asks for nothing. Its total must be more than zero to be posted.' },
  bill_not_posted: { status: 409, text: 'This bill is a draft or void. Only a posted bill can be paid or voided.' },
  bill_has_payments: { status: 409, text: 'This bill has payments. Reverse them first, then void it.' },
  bill_file_kept: { status: 409, text: 'The files of a posted bill are its evidence and stay with it.' },
  bill_files_full: { status: 409, text: 'A bill can have at most {max} files. Put several pages into one PDF.' },
  bill_balance_exceeded: { status: 409, text: 'That is more than what is still due on the bill.' },
  bill_payment_exceeds_balance: {
    status: 409,
    text: 'Bill {number} has {balance} left to pay. Pay at most that.',
  },
  bill_of_other_vendor: { status: 422, text: 'Bill {number} is from another vendor.' },
  bill_payment_immutable: { status: 409, text: 'A recorded payment never changes. Undo it with a reversal.' },
  bill_payment_reversed_once: { status: 409, text: 'This payment has already been reversed.' },
  bill_made_already: { status: 409, text: 'The bill of that day has been made already.' },
  recurring_bill_ended: { status: 409, text: 'This recurring bill has ended. Start a new one.' },
  // companies
  ...peopleRefusals,
  document_number_taken: {
    status: 409,
    text: 'The next number of the pattern is in use already. Change the pattern under Settings, Numbering.',
  },
  template_default_kept: {
    status: 409,
    text: 'New documents take this template. Make another one the default first.',
  },
  picture_too_large: { status: 422, text: 'That picture is too large. Use at most {pixels} pixels on each side.' },
} as const satisfies Record<string, { status: number; text: string }>

export type RefusalCode = keyof typeof refusals
