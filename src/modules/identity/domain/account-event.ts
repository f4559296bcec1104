/** Everything that the log of an account may say, as the sentence that its owner reads. */
export const accountEvents = {
  signed_up: 'Account created',
  address_confirmed: 'E-mail address confirmed by its link',
  signed_in: 'Signed in with the password',
  signed_in_by_passkey: 'Signed in with a passkey',
  lockout_lifted: 'Wait after too many attempts ended by who runs this site',
  name_changed: 'Name changed',
  password_changed: 'Password changed',
  password_reset: 'Password reset by a link',
  email_change_asked: 'Change of e-mail address asked for',
  email_change_stopped: 'Change of e-mail address stopped',
  email_changed: 'E-mail address changed',
  session_ended: 'Session ended',
  sessions_ended: 'Signed out everywhere else',
  passkey_added: 'Passkey added',
  passkey_renamed: 'Passkey renamed',
  passkey_removed: 'Passkey removed',
  identity_confirmed: 'Identity confirmed',
  factor_added: 'Authenticator app added',
  factor_removed: 'Authenticator app removed',
  recovery_codes_made: 'New recovery codes made',
  recovery_code_used: 'Recovery code used',
} as const satisfies Record<string, string>

export type AccountEvent = keyof typeof accountEvents
