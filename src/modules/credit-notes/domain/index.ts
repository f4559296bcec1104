/** The door of the rules of credit: what screens compute with. */
export { type CorrectedInvoice, clientNote } from './client-note.ts'
