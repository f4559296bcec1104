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

/** A value of the log on one line. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
