import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { archiveVendor, unarchiveVendor } from './archive-vendor.ts'
import { attachBillFile, readBillFile, removeBillFile } from './attachments.ts'
import { findSameNumber, listBills } from './bill-queries.ts'
import { createBill } from './create-bill.ts'
import { createVendor } from './create-vendor.ts'
import { deleteBill } from './delete-bill.ts'
import { endRecurringBill, pauseRecurringBill, resumeRecurringBill } from './pause-recurring-bill.ts'
import { payBill, payBills } from './pay-bills.ts'
import { listBillPayments, readBillPayment } from './payment-queries.ts'
import { postBill } from './post-bill.ts'
import { readBill } from './read-bill.ts'
import { listRecurringBills, readRecurringBill } from './recurring-queries.ts'
import { reverseBillPayment } from './reverse-bill-payment.ts'
import { createRecurringBill, updateRecurringBill } from './save-recurring-bill.ts'
import { updateBill, updateBillNotes } from './update-bill.ts'
import { updateVendor } from './update-vendor.ts'
import { listVendors, readVendor, readVendorOverview } from './vendor-queries.ts'
import { voidBill } from './void-bill.ts'

export const routes: Route[] = [
  route(contract.listVendors, listVendors),
  route(contract.readVendor, readVendor),
  route(contract.readVendorOverview, readVendorOverview),
  route(contract.createVendor, createVendor),
  route(contract.updateVendor, updateVendor),
  route(contract.archiveVendor, archiveVendor),
  route(contract.unarchiveVendor, unarchiveVendor),
  route(contract.findSameNumber, findSameNumber),
  route(contract.listBills, listBills),
  route(contract.readBill, readBill),
  route(contract.createBill, createBill),
  route(contract.updateBill, updateBill),
  route(contract.updateBillNotes, updateBillNotes),
  route(contract.deleteBill, deleteBill),
  route(contract.postBill, postBill),
  route(contract.voidBill, voidBill),
  route(contract.attachBillFile, attachBillFile),
  route(contract.readBillFile, readBillFile),
  route(contract.removeBillFile, removeBillFile),
  route(contract.listBillPayments, listBillPayments),
  route(contract.readBillPayment, readBillPayment),
  route(contract.payBill, payBill),
  route(contract.payBills, payBills),
  route(contract.reverseBillPayment, reverseBillPayment),
  route(contract.listRecurringBills, listRecurringBills),
  route(contract.readRecurringBill, readRecurringBill),
  route(contract.createRecurringBill, createRecurringBill),
  route(contract.updateRecurringBill, updateRecurringBill),
  route(contract.pauseRecurringBill, pauseRecurringBill),
  route(contract.resumeRecurringBill, resumeRecurringBill),
  route(contract.endRecurringBill, endRecurringBill),
]
