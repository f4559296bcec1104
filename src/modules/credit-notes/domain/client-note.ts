/** What a note to the client speaks of; amounts and dates are written out already. */
export type CorrectedInvoice = {
  clientName: string
  companyName: string
  number: string
  issuedOn: string
  total: string
  /** What was paid and is kept as credit; nothing when nothing was. */
  kept: string | null
  reason: string | null
}

/** A note in plain language that tells the client what a correction means for them. The sender may change every word. */
export function clientNote(invoice: CorrectedInvoice): string {
  const { clientName, companyName, number, issuedOn, total, kept, reason } = invoice
  return [
    `Hello ${clientName},`,
    `Invoice ${number} of ${issuedOn} over ${total} was not right.${reason ? ` ${sentence(reason)}` : ''} We have cancelled all of it; the credit note is attached. ${kept ? '' : 'Please do not pay it. '}We are sorry for the trouble.`,
    kept
      ? `Nothing is lost: the ${kept} that you have paid is kept as credit and counts toward the corrected invoice, which follows shortly.`
      : 'The corrected invoice follows shortly.',
    `Thank you,\n${companyName}`,
  ].join('\n\n')
}

function sentence(text: string): string {
  const trimmed = text.trim()
  const begun = trimmed.charAt(0).toUpperCase() + trimmed.slice(1)
  return /[.!?]$/.test(begun) ? begun : `${begun}.`
}
