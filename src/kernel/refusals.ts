/**
 * Every way the system says no: status and sentence, in one table. Named database constraints map here too
 * (`platform/database/constraints.ts`). A sentence says what is the matter and what to do; `{name}` is filled in.
 */
export const refusals = {
  // the request itself
  invalid_input: { status: 422, text: 'Some of what was sent cannot be used. Check the marked fields.' },
  malformed_request: { status: 400, text: 'The request could not be read as JSON.' },
  payload_too_large: { status: 413, text: 'That is more than can be accepted at once.' },
  unsupported_media_type: { status: 415, text: 'Send JSON with the content type application/json.' },
  cross_origin: { status: 403, text: 'This request came from another site and was not carried out.' },
  too_many_requests: { status: 429, text: 'Too many attempts. Wait {seconds} seconds and try again.' },
  timed_out: { status: 503, text: 'The server is too busy to answer in time. Nothing was changed; try again.' },
  // who asks
  not_signed_in: { status: 401, text: 'Sign in to continue.' },
  email_not_verified: { status: 403, text: 'Confirm your e-mail address first; a link is in your inbox.' },
  not_allowed: { status: 403, text: 'Your role does not include this. Ask an admin or the owner of the company.' },
  plan_required: { status: 402, text: 'This is part of the {plan} plan.' },
  not_found: { status: 404, text: 'There is nothing here, or you cannot see it.' },
  // doing things twice, or at once
  idempotency_key_required: { status: 400, text: 'Send an Idempotency-Key header, so that a repeated request cannot act twice.' },
  idempotency_key_reused: { status: 409, text: 'This Idempotency-Key was used for another request. Use a new one.' },
  stale_revision: { status: 412, text: 'Somebody changed this meanwhile. Look at the current version, then save again.' },
  id_taken: { status: 409, text: 'That id is already in use.' },
  // books
  books_locked: { status: 409, text: 'The books are locked through {lockedThrough}. Choose a later date.' },
  entry_immutable: { status: 409, text: 'Posted journal entries never change. Post a correcting entry.' },
  entry_unbalanced: { status: 422, text: 'Debits and credits differ. Both sides must be equal.' },
  amount_out_of_range: { status: 422, text: 'That amount is larger than the books can hold.' },
} as const satisfies Record<string, { status: number; text: string }>

export type RefusalCode = keyof typeof refusals
