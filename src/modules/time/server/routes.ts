import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { approveTime } from './approve-time.ts'
import { createTimeEntry } from './create-time-entry.ts'
import { deleteTimeEntry, restoreTimeEntry } from './delete-time-entry.ts'
import { discardTimer } from './discard-timer.ts'
import { pauseTimer, resumeTimer } from './pause-timer.ts'
import { listTimeEntries, listUnbilledTime, readTimeEntry, readTimer, readTimesheet } from './read-time.ts'
import { rejectTime } from './reject-time.ts'
import { startTimer } from './start-timer.ts'
import { stopTimer } from './stop-timer.ts'
import { submitTime } from './submit-time.ts'
import { switchTimer } from './switch-timer.ts'
import { updateTimeEntry } from './update-time-entry.ts'
import { updateTimer } from './update-timer.ts'
import { voidTimeEntry } from './void-time-entry.ts'

export const routes: Route[] = [
  route(contract.readTimer, readTimer),
  route(contract.startTimer, startTimer),
  route(contract.updateTimer, updateTimer),
  route(contract.pauseTimer, pauseTimer),
  route(contract.resumeTimer, resumeTimer),
  route(contract.switchTimer, switchTimer),
  route(contract.stopTimer, stopTimer),
  route(contract.discardTimer, discardTimer),
  route(contract.listTimeEntries, listTimeEntries),
  route(contract.listUnbilledTime, listUnbilledTime),
  route(contract.readTimeEntry, readTimeEntry),
  route(contract.createTimeEntry, createTimeEntry),
  route(contract.updateTimeEntry, updateTimeEntry),
  route(contract.deleteTimeEntry, deleteTimeEntry),
  route(contract.restoreTimeEntry, restoreTimeEntry),
  route(contract.submitTime, submitTime),
  route(contract.approveTime, approveTime),
  route(contract.rejectTime, rejectTime),
  route(contract.voidTimeEntry, voidTimeEntry),
  route(contract.readTimesheet, readTimesheet),
]
