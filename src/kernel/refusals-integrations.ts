/** How programs, their keys and what they are told are refused; part of the one table (`refusals.ts`). */
export const integrationRefusals = {
  api_key_invalid: {
    status: 401,
    text: 'This API key is not known, revoked or expired, or whoever made it is gone. Make a new one under Settings, API keys.',
  },
  api_key_in_company: {
    status: 403,
    text: 'An API key works inside its company only. Use an address that begins with /api/v1/companies/ and its id.',
  },
  api_key_needs_factor: {
    status: 403,
    text: 'This company asks whoever made the key for a second factor. They set one up in their account; then the key works again.',
  },
  two_credentials: {
    status: 400,
    text: 'Send a session or an API key, not both.',
  },
  webhooks_full: { status: 409, text: 'A company can have at most {max} webhooks. Delete one that is not needed.' },
  webhook_off: { status: 409, text: 'This webhook is switched off. Switch it on first.' },
  webhook_log_fixed: { status: 409, text: 'What was sent to a webhook stays on record.' },
  api_key_fixed: { status: 409, text: 'An API key never changes. Revoke it and make another.' },
  api_key_scope: { status: 422, text: 'No key can manage people, keys, settings or the lock of the books.' },
} as const satisfies Record<string, { status: number; text: string }>
