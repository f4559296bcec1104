import { Refusal } from '#kernel/refusal.ts'
import { attachMedia, detachMedia, openMedia } from '#modules/media/server/index.ts'
import { command, query } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { attachedFiles, deleteAttachment, insertAttachment, isAttached } from './attachment-store.ts'
import { loadBill, loadBillForUpdate } from './bill-store.ts'

const filesMax = 20

/** Evidence may come at any time, also for a posted bill. */
export const attachBillFile = command({
  name: 'payables.attachBillFile',
  needs: 'payables:write',
  feature: 'payables',
  input: contract.attachBillFile.input,
  async run(scope, { billId, mediaId }) {
    await loadBillForUpdate(scope, billId)
    if ((await attachedFiles(scope, billId)).length >= filesMax) throw new Refusal('bill_files_full', { max: filesMax })
    const file = await attachMedia(scope, mediaId)
    await insertAttachment(scope, billId, mediaId)
    audit(scope, { subjectType: 'bill', subjectId: billId, after: { attached: file } })
    signal(scope, 'bills', billId)
    return file
  },
})

export const readBillFile = query({
  name: 'payables.readBillFile',
  needs: 'payables:read',
  feature: 'payables',
  input: contract.readBillFile.input,
  async run(scope, { billId, mediaId }) {
    await loadBill(scope, billId)
    if (!(await isAttached(scope, billId, mediaId))) throw new Refusal('not_found')
    return openMedia(scope, mediaId)
  },
})

/** Only from a draft: what was posted keeps its evidence. */
export const removeBillFile = command({
  name: 'payables.removeBillFile',
  needs: 'payables:write',
  feature: 'payables',
  input: contract.removeBillFile.input,
  async run(scope, { billId, mediaId }) {
    const bill = await loadBillForUpdate(scope, billId)
    if (!(await isAttached(scope, billId, mediaId))) throw new Refusal('not_found')
    if (bill.state !== 'draft') throw new Refusal('bill_file_kept')
    await deleteAttachment(scope, billId, mediaId)
    await detachMedia(scope, mediaId)
    audit(scope, { subjectType: 'bill', subjectId: billId, before: { attached: mediaId } })
    signal(scope, 'bills', billId)
    return null
  },
})
