/** How credit notes, write-offs and corrections are refused; part of the one table (`refusals.ts`). */
export const correctionRefusals = {
  credit_note_immutable: { status: 409, text: 'A posted credit note never changes. Undo it with a reversal.' },
  credit_note_posted: { status: 409, text: 'This credit note has already been posted.' },
  credit_note_not_posted: { status: 409, text: 'Only a posted credit note can do this. Post it first.' },
  credit_note_empty: { status: 409, text: 'This credit note credits nothing. Enter an amount before posting it.' },
  credit_note_negative: {
    status: 422,
    text: 'The lines add up to less than zero. A credit note gives, it never asks.',
  },
  credit_note_lines_differ: {
    status: 409,
    text: 'The lines do not add up to the credit note. Reload it and save again.',
  },
  credit_note_exceeds_invoice: {
    status: 409,
    text: 'All credit notes of an invoice together stay within it, before tax and in tax. Credit less.',
  },
  credit_note_of_other_client: { status: 422, text: 'The credit note and its invoice belong to different clients.' },
  credit_note_reversed_once: { status: 409, text: 'This credit note has already been reversed.' },
  credit_note_credit_used: {
    status: 409,
    text: 'The client has used the credit that this note made. Undo that use first, then reverse the note.',
  },
  invoice_not_creditable: {
    status: 409,
    text: 'Only an invoice that was sent and is not void can be credited, written off or corrected.',
  },
  invoice_written_off: {
    status: 409,
    text: 'Part of this invoice is written off, and the client would get credit for what was never paid. Recover the write-off first.',
  },
  write_off_immutable: { status: 409, text: 'A write-off never changes. Recover it with a reversal.' },
  write_off_exceeds_balance: { status: 409, text: 'That is more than what is still due on the invoice.' },
  write_off_reversed_once: { status: 409, text: 'This write-off has already been recovered.' },
  nothing_to_write_off: { status: 409, text: 'Nothing is due on this invoice, so there is nothing to write off.' },
  invoice_corrected: {
    status: 409,
    text: 'This invoice has been corrected already. Go on with the one that replaces it.',
  },
  correction_incomplete: {
    status: 409,
    text: 'A correction credits all of its invoice and drafts its replacement. Reload and try again.',
  },
  correction_kept: {
    status: 409,
    text: 'This invoice was corrected, and its work stands on the invoice that replaces it. Correct that one instead.',
  },
  // rollups and first states that SQL sets to what their sources do not say
  balance_differs: {
    status: 409,
    text: 'The balance of this invoice does not agree with what was paid on it. Nothing was changed; ask your operator to reconcile the books.',
  },
  bill_balance_differs: {
    status: 409,
    text: 'The balance of this bill does not agree with what was paid on it. Nothing was changed; ask your operator to reconcile the books.',
  },
  credit_differs: {
    status: 409,
    text: 'The credit of a client is the sum of its entries. Give or take credit instead.',
  },
  reimbursement_differs: { status: 409, text: 'A reimbursement is the sum of the expenses that it pays back.' },
  expense_begins_as_draft: { status: 409, text: 'An expense begins as a draft. Submit and approve it from there.' },
  settled_before_issued: {
    status: 409,
    text: 'Money cannot settle an invoice before its date. Leave it as client credit, and apply that on the date or later.',
  },
  credit_before_it_came: {
    status: 409,
    text: 'On that day the client did not have this credit, or used it afterwards. Choose a later day.',
  },
} as const
