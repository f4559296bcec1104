import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { correctInvoice } from './correct-invoice.ts'
import { createCreditNote } from './create-credit-note.ts'
import { emailCreditNote, readCreditNotePdf } from './email-credit-note.ts'
import { postCreditNote } from './post-credit-note.ts'
import { listCreditNotes } from './queries.ts'
import { readCreditNote } from './read-credit-note.ts'
import { readInvoiceCorrections } from './read-invoice-corrections.ts'
import { reverseCreditNote } from './reverse-credit-note.ts'
import { reverseWriteOff } from './reverse-write-off.ts'
import { deleteCreditNote, updateCreditNote } from './update-credit-note.ts'
import { writeOffInvoice } from './write-off-invoice.ts'

export const routes: Route[] = [
  route(contract.listCreditNotes, listCreditNotes),
  route(contract.createCreditNote, createCreditNote),
  route(contract.readCreditNote, readCreditNote),
  route(contract.updateCreditNote, updateCreditNote),
  route(contract.deleteCreditNote, deleteCreditNote),
  route(contract.postCreditNote, postCreditNote),
  route(contract.reverseCreditNote, reverseCreditNote),
  route(contract.emailCreditNote, emailCreditNote),
  route(contract.readCreditNotePdf, readCreditNotePdf),
  route(contract.readInvoiceCorrections, readInvoiceCorrections),
  route(contract.writeOffInvoice, writeOffInvoice),
  route(contract.reverseWriteOff, reverseWriteOff),
  route(contract.correctInvoice, correctInvoice),
]
