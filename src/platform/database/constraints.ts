import { Refusal, type RefusalCode } from '#kernel/refusal.ts'
import { refusals } from '#kernel/refusals.ts'

/** Constraints whose name is not itself a refusal's code. */
const named: Record<string, RefusalCode> = {
  documents_balance: 'balance_exceeded',
  bills_balance: 'bill_balance_exceeded',
  bills_planned_once: 'bill_made_already',
  bills_total: 'bill_lines_differ',
  client_credit_not_negative: 'credit_exceeded',
  payments_refunded: 'refund_exceeds_payment',
  payment_allocations_refunded: 'refund_exceeds_payment',
  accounts_code_key: 'account_code_taken',
  journal_entries_reversed_once: 'entry_reversed',
  catalog_items_name_key: 'catalog_name_taken',
  projects_number_key: 'project_number_taken',
  project_services_name_key: 'project_service_twice',
  documents_total: 'document_lines_differ',
  documents_planned_once: 'plan_run_made',
  documents_number_key: 'document_number_taken',
  credit_notes_number_key: 'document_number_taken',
  users_email_key: 'email_change_over',
  passkeys_credential_key: 'passkey_known',
  invoice_corrections_replacement_key: 'invoice_corrected',
  document_templates_default_key: 'template_default_kept',
  invites_open_key: 'invite_open',
}

type DatabaseError = { code?: string; constraint?: string; detail?: string; table?: string; cause?: unknown }

/** The driver's error inside whatever wrapped it, when there is one. */
export function databaseError(error: unknown): DatabaseError | undefined {
  let current = error as DatabaseError | undefined
  for (let depth = 0; current && depth < 5; depth += 1) {
    if (typeof current.code === 'string' && /^[0-9A-Z]{5}$/.test(current.code)) return current
    current = current.cause as DatabaseError | undefined
  }
  return undefined
}

/** What the database refused, as the same sentence that the code would have used; anything else passes through. */
export function toRefusal(error: unknown): unknown {
  if (error instanceof Refusal) return error
  if (isBusy(error)) return new Refusal('timed_out')
  const refused = databaseError(error)
  if (!refused) return error
  const name = refused.constraint ?? ''
  const code = named[name] ?? (name in refusals ? (name as RefusalCode) : undefined)
  if (code === 'books_locked') return new Refusal(code, { lockedThrough: refused.detail })
  if (code) return new Refusal(code)
  if (refused.code === '23505' && name.endsWith('_pkey')) return new Refusal('id_taken')
  if (refused.code === '23503') return new Refusal('not_found')
  if (refused.code === '22003') return new Refusal('amount_out_of_range')
  return error
}

/**
 * Waited too long for a lock, for the statement, for the caller; no connection left, or the database is not up yet. All
 * roll back.
 */
const busy = new Set(['55P03', '57014', '25P03', '25P04', '53300', '57P03'])

/** The server is too busy: nothing was changed, and the same may be asked again. */
export function isBusy(error: unknown): boolean {
  const crowded = error instanceof Error && error.message.includes('timeout exceeded when trying to connect')
  return crowded || busy.has(databaseError(error)?.code ?? '')
}

/** Serialization failures and deadlocks: nothing was done, the same transaction may be tried again. */
export function isWorthRetrying(error: unknown): boolean {
  const code = databaseError(error)?.code
  return code === '40001' || code === '40P01'
}
