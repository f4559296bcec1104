import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { chargeLateFee } from './charge-late-fee.ts'
import { muteReminders } from './mute-reminders.ts'
import { listCollectionNotes } from './note-queries.ts'
import { createCollectionNote, deleteCollectionNote, updateCollectionNote } from './notes.ts'
import { readInvoiceFollowUp } from './read-follow-up.ts'
import { readStatement, readStatementPdf } from './read-statement.ts'
import { remindOfInvoice } from './remind.ts'
import { cancelStatementSend, chooseMonthlyStatement, listStatementSends, sendStatement } from './send-statement.ts'
import { readCollectionSettings, updateCollectionSettings } from './settings.ts'

export const routes: Route[] = [
  route(contract.readStatement, readStatement),
  route(contract.readStatementPdf, readStatementPdf),
  route(contract.listStatementSends, listStatementSends),
  route(contract.sendStatement, sendStatement),
  route(contract.cancelStatementSend, cancelStatementSend),
  route(contract.chooseMonthlyStatement, chooseMonthlyStatement),
  route(contract.readInvoiceFollowUp, readInvoiceFollowUp),
  route(contract.remindOfInvoice, remindOfInvoice),
  route(contract.muteReminders, muteReminders),
  route(contract.chargeLateFee, chargeLateFee),
  route(contract.listCollectionNotes, listCollectionNotes),
  route(contract.createCollectionNote, createCollectionNote),
  route(contract.updateCollectionNote, updateCollectionNote),
  route(contract.deleteCollectionNote, deleteCollectionNote),
  route(contract.readCollectionSettings, readCollectionSettings),
  route(contract.updateCollectionSettings, updateCollectionSettings),
]
