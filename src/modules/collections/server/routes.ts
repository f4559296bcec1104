import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { chargeLateFee } from './charge-late-fee.ts'
import { listFailedFollowUps } from './failed-follow-ups.ts'
import { muteReminders } from './mute-reminders.ts'
import { listCollectionNotes } from './note-queries.ts'
import { createCollectionNote, deleteCollectionNote, updateCollectionNote } from './notes.ts'
import { readInvoiceFollowUp } from './read-follow-up.ts'
import { readClientStatement, readStatement, readStatementPdf } from './read-statement.ts'
import { remindOfInvoice } from './remind.ts'
import { cancelStatementSend, chooseMonthlyStatement, listStatementSends, sendStatement } from './send-statement.ts'
import { readCollectionSettings, updateCollectionSettings } from './settings.ts'
import { readSharedStatement, readSharedStatementPdf } from './shared-statement.ts'
import { createStatementLink, revokeStatementLinks } from './statement-links.ts'

export const routes: Route[] = [
  route(contract.readStatement, readStatement),
  route(contract.readClientStatement, readClientStatement),
  route(contract.readStatementPdf, readStatementPdf),
  route(contract.listStatementSends, listStatementSends),
  route(contract.sendStatement, sendStatement),
  route(contract.cancelStatementSend, cancelStatementSend),
  route(contract.chooseMonthlyStatement, chooseMonthlyStatement),
  route(contract.createStatementLink, createStatementLink),
  route(contract.revokeStatementLinks, revokeStatementLinks),
  route(contract.readSharedStatement, readSharedStatement),
  route(contract.readSharedStatementPdf, readSharedStatementPdf),
  route(contract.readInvoiceFollowUp, readInvoiceFollowUp),
  route(contract.remindOfInvoice, remindOfInvoice),
  route(contract.muteReminders, muteReminders),
  route(contract.chargeLateFee, chargeLateFee),
  route(contract.listFailedFollowUps, listFailedFollowUps),
  route(contract.listCollectionNotes, listCollectionNotes),
  route(contract.createCollectionNote, createCollectionNote),
  route(contract.updateCollectionNote, updateCollectionNote),
  route(contract.deleteCollectionNote, deleteCollectionNote),
  route(contract.readCollectionSettings, readCollectionSettings),
  route(contract.updateCollectionSettings, updateCollectionSettings),
]
