const verbs: Record<string, string> = {
  create: 'added',
  update: 'changed',
  archive: 'archived',
  unarchive: 'brought back',
  delete: 'deleted',
  send: 'sent',
  post: 'posted',
  pay: 'paid',
  attach: 'attached',
  end: 'ended',
  void: 'voided',
  record: 'recorded',
  reverse: 'reversed',
  refund: 'refunded',
  approve: 'approved',
  reject: 'sent back',
  submit: 'submitted',
  add: 'added',
  apply: 'applied',
  reimburse: 'reimbursed',
  set: 'changed',
  change: 'changed',
  activate: 'put back to use',
  deactivate: 'retired',
  restore: 'restored',
  switch: 'switched',
  email: 'e-mailed',
  remove: 'removed',
  start: 'started',
  stop: 'stopped',
  pause: 'paused',
  resume: 'resumed',
  discard: 'discarded',
  duplicate: 'copied',
  revoke: 'revoked',
  accept: 'accepted',
  decline: 'declined',
  convert: 'converted',
  deliver: 'e-mailed',
  merge: 'merged',
  adjust: 'adjusted',
  correct: 'corrected',
  run: 'run',
}

/** What does not read well by its name alone. */
const phrases: Record<string, string> = {
  'archive.export': 'Company exported',
  'audit.export': 'Audit log exported',
  'closing.askProof': 'Proof of the books asked for',
  'closing.keepProof': 'Proof of the books kept',
  'closing.repairRollups': 'Balances added up anew',
  'closing.sealJournal': 'Journal sealed',
  'collections.cancelStatementSend': 'Statement called off',
  'collections.chargeLateFee': 'Late fee charged',
  'collections.chooseMonthlyStatement': 'Monthly statement changed',
  'collections.markLooked': 'Follow-ups looked through',
  'collections.muteReminders': 'Reminders of an invoice changed',
  'collections.queueDueSend': 'Statement queued',
  'collections.queueMonthlySend': 'Statement queued',
  'collections.recordTried': 'Statement tried',
  'collections.remindByRule': 'Reminder sent by rule',
  'collections.remindOfInvoice': 'Reminder sent',
  'companies.close': 'Company closed',
  'companies.deactivateMember': 'Member deactivated',
  'companies.invite': 'Member invited',
  'companies.joinByInvite': 'Invite accepted',
  'companies.leave': 'Member left',
  'companies.reactivateMember': 'Member brought back',
  'companies.reopen': 'Company opened again',
  'companies.resendInvite': 'Invite sent again',
  'companies.revokeInvite': 'Invite taken back',
  'companies.transferOwnership': 'Ownership handed over',
  'creditNotes.deliver': 'Credit note e-mailed',
  'creditNotes.deliverNote': 'Credit note e-mailed',
  'creditNotes.writeOffInvoice': 'Invoice written off',
  'demo.finish': 'Demo data finished',
  'documents.acceptSharedDocument': 'Accepted by the client',
  'documents.createInvoiceFromTime': 'Invoice drafted from time',
  'documents.declineSharedDocument': 'Declined by the client',
  'documents.deliver': 'Document e-mailed',
  'documents.recordDelivery': 'E-mail left, or failed',
  'integrations.createApiKey': 'API key added',
  'integrations.revokeApiKey': 'API key revoked',
  'integrations.replayDelivery': 'Webhook message sent again',
  'integrations.replayFailed': 'Failed webhook messages sent again',
  'integrations.rotateWebhookSecret': 'Webhook secret replaced',
  'integrations.switchOffWebhook': 'Webhook switched off: nothing arrived',
  'integrations.testWebhook': 'Webhook test sent',
  'ledger.lockBooks': 'Books lock changed',
  'payments.failPayment': 'Payment failed',
  'payments.failRefund': 'Refund failed',
  'payments.settlePayment': 'Payment arrived',
  'payments.settleRefund': 'Refund arrived',
  'recurring.proposePlan': 'Recurring plan proposed',
  'recurring.recordFailure': 'Recurring plan failed',
  'recurring.runPlanNow': 'Recurring plan run by hand',
  'time.onMemberLeft': 'Time closed: the member left',
  'time.stopLeaversTimer': 'Timer stopped: the member left',
}

/** `camelCase` or `snake_case` as words. */
export function worded(name: string): string {
  return name
    .replace(/_/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
}

export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** `clients.update` on a client → `Client changed`; what is not known keeps its own words. */
export function actionText(action: string, subjectType: string | null): string {
  const phrase = phrases[action]
  if (phrase) return phrase
  const [area = '', name = ''] = action.split('.')
  const [first = '', ...rest] = worded(name).split(' ')
  const verb = verbs[first]
  const thing = rest.length > 0 ? rest.join(' ') : worded(subjectType ?? area)
  return sentenceCase(verb ? `${thing} ${verb}` : `${worded(area)}: ${worded(name)}`)
}

export type FieldChange = { field: string; before: unknown; after: unknown }

const kept = new Set(['revision', 'updatedAt', 'createdAt', 'id', 'companyId'])

/** The fields that differ, in the order of the later version. */
export function fieldChanges(before: unknown, after: unknown): FieldChange[] {
  const [old, now] = [recordOf(before), recordOf(after)]
  return [...new Set([...Object.keys(now), ...Object.keys(old)])]
    .filter((field) => !kept.has(field) && JSON.stringify(old[field] ?? null) !== JSON.stringify(now[field] ?? null))
    .map((field) => ({ field, before: old[field], after: now[field] }))
}

function recordOf(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {}
}
