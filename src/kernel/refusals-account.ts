/** What a person's own account refuses; part of the one table (`refusals.ts`). */
export const accountRefusals = {
  account_event_immutable: { status: 409, text: 'What happened to an account stays on record.' },
  identity_unproven: { status: 403, text: 'Enter your password to go on.' },
  factor_unproven: {
    status: 403,
    text: 'Confirm your second factor first, with your passkey or a code of your app: the password alone does not change it.',
  },
  email_change_over: {
    status: 409,
    text: 'This change of address is over, or its link was used already. Start it again from your account.',
  },
  email_change_unconfirmed: { status: 409, text: 'An address changes only once both mailboxes have confirmed it.' },
  passkey_refused: {
    status: 401,
    text: 'That passkey is not known here, or did not answer rightly. Try again, or use your password.',
  },
  passkey_too_late: { status: 409, text: 'That took too long, or was used already. Try again.' },
  passkey_known: { status: 409, text: 'This passkey is already kept here. Use another device or password manager.' },
  passkey_fixed: { status: 409, text: 'A passkey stays what it is. Remove it and add another.' },
  passkey_copied: {
    status: 401,
    text: 'This passkey may have been copied. Use your password, then remove it from your account.',
  },
  passkey_paused: {
    status: 401,
    text: 'The password has changed since this passkey was last used. Sign in with the password, then confirm the passkey in your account once.',
  },
  confirm_with_password: {
    status: 403,
    text: 'Enter the password that you chose: the link alone shows only that somebody reads this mailbox.',
  },
  confirmation_over: { status: 410, text: 'This link has expired. Ask for a new one.' },
  passkeys_full: { status: 409, text: 'You have as many passkeys as are kept. Remove one first.' },
} as const satisfies Record<string, { status: number; text: string }>
