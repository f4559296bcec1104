/** What a person's own account refuses; part of the one table (`refusals.ts`). */
export const accountRefusals = {
  account_event_immutable: { status: 409, text: 'What happened to an account stays on record.' },
} as const satisfies Record<string, { status: number; text: string }>
