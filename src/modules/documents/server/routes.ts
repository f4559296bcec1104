import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { acceptShared, declineShared } from './answer-shared-document.ts'
import { createInvoice } from './create-invoice.ts'
import { createInvoiceFromTime } from './create-invoice-from-time.ts'
import { createInvoiceLink } from './create-invoice-link.ts'
import { deleteInvoice } from './delete-invoice.ts'
import { duplicateInvoice } from './duplicate-invoice.ts'
import { emailInvoice } from './email-invoice.ts'
import { explainInvoice } from './explain-invoice.ts'
import { listFailedDeliveries } from './failed-deliveries.ts'
import { listInvoices } from './queries.ts'
import { quoteRoutes } from './quotes/routes.ts'
import { readInvoice } from './read-invoice.ts'
import { readInvoicePdf } from './read-invoice-pdf.ts'
import { revokeInvoiceLinks } from './revoke-invoice-links.ts'
import { sendInvoice } from './send-invoice.ts'
import { sendInvoices } from './send-invoices.ts'
import { readShared, readSharedLogo, readSharedPdf } from './shared-document.ts'
import { updateInvoice } from './update-invoice.ts'
import { updateInvoiceNote } from './update-invoice-note.ts'
import { voidInvoice } from './void-invoice.ts'

export const routes: Route[] = [
  route(contract.listInvoices, listInvoices),
  route(contract.createInvoice, createInvoice),
  route(contract.createInvoiceFromTime, createInvoiceFromTime),
  route(contract.readInvoice, readInvoice),
  route(contract.updateInvoice, updateInvoice),
  route(contract.deleteInvoice, deleteInvoice),
  route(contract.updateInvoiceNote, updateInvoiceNote),
  route(contract.duplicateInvoice, duplicateInvoice),
  route(contract.sendInvoice, sendInvoice),
  route(contract.sendInvoices, sendInvoices),
  route(contract.voidInvoice, voidInvoice),
  route(contract.emailInvoice, emailInvoice),
  route(contract.createInvoiceLink, createInvoiceLink),
  route(contract.revokeInvoiceLinks, revokeInvoiceLinks),
  route(contract.readInvoicePdf, readInvoicePdf),
  route(contract.explainInvoice, explainInvoice),
  ...quoteRoutes,
  route(contract.listFailedDeliveries, listFailedDeliveries),
  route(contract.readSharedDocument, readShared),
  route(contract.acceptSharedDocument, acceptShared),
  route(contract.declineSharedDocument, declineShared),
  route(contract.readSharedPdf, readSharedPdf),
  route(contract.readSharedLogo, readSharedLogo),
]
