/** What asking for a second factor refuses; part of the one table in `refusals.ts`. */
export const factorRefusals = {
  second_factor_needed: {
    status: 403,
    text: 'This company asks for a second factor. Confirm it with a code of your authenticator app, or set one up.',
  },
  code_wrong: {
    status: 422,
    text: 'That code is not right, or was used already. Wait for the next one and try again.',
  },
  second_step_over: { status: 401, text: 'That took too long. Sign in again.' },
  factor_on: { status: 409, text: 'There is a second factor already. Switch it off first to set up another one.' },
  factor_off: { status: 409, text: 'There is no second factor. Set one up first.' },
  factor_not_begun: { status: 409, text: 'Begin again: the app was not set up from here.' },
} as const
