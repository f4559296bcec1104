import type { PlainDate } from '#kernel/calendar.ts'
import type { RichBlock } from '#kernel/rich-text.ts'

/** One line as it is shown; all amounts are text already, in the company's locale. */
export type DocumentPdfLine = {
  name: string
  description: string
  quantity: string
  unit?: string
  unitPrice: string
  /** Empty for a line without tax; when all are empty the column is left out. */
  tax: string
  total: string
}

/**
 * An invoice, estimate, proposal, credit note or receipt as the paper shows it. Amounts and dates are formatted by the caller, except `dated`,
 * the day that stands in the file's own metadata.
 */
export type DocumentPdfView = {
  kind: 'Invoice' | 'Estimate' | 'Proposal' | 'Credit note' | 'Receipt'
  /** A draft has none yet. */
  number: string | null
  dated: PlainDate
  paper?: 'letter' | 'a4'
  company: {
    name: string
    addressLines: readonly string[]
    taxId?: string
    email?: string
    phone?: string
    /** PNG, JPEG, GIF or WebP. */
    logo?: Buffer
    /** `#rrggbb` */
    accent?: string
  }
  client: { name: string; addressLines: readonly string[] }
  issuedOn: string
  dueOn?: string
  validUntil?: string
  projectName?: string
  /** What else stands beside the dates. */
  facts?: readonly (readonly [name: string, value: string])[]
  /** The number of the invoice that a credit note credits. */
  invoiceNumber?: string
  /** Lines without quantity and price: only what each comes to. */
  amountsOnly?: boolean
  lines: readonly DocumentPdfLine[]
  subtotal: string
  discount?: string
  /** Without when no tax applies. */
  tax?: string
  total: string
  /** What stands against the total: payments, credit, losses. */
  settled?: readonly (readonly [name: string, value: string])[]
  balanceDue?: string
  depositRequested?: string
  header?: string
  /** What a proposal says before its lines. */
  story?: readonly RichBlock[]
  footer?: string
  notes?: string
  terms?: string
  stateStamp?:
    | 'Paid'
    | 'Credited'
    | 'Settled by credit'
    | 'Written off'
    | 'Void'
    | 'Draft'
    | 'Reversed'
    | 'Accepted'
    | 'Declined'
}
