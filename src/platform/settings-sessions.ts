/** How long what a person has proved is good for. */
export const sessionVariables = {
  SESSION_MAX_SECONDS: {
    kind: 'number',
    least: 3600,
    text: 'How long a session lives at most, however much it is used; then its owner signs in again. Default 2592000, thirty days.',
  },
  TWO_FACTOR_SESSION_TTL_SECONDS: {
    kind: 'number',
    least: 60,
    text: 'How long a confirmed second factor is good for where a company asks for one. Default 43200, twelve hours.',
  },
} as const

export type Sessions = { sessionSecondsMax: number; twoFactorSeconds: number }

export function sessionsOf(read: { number(name: keyof typeof sessionVariables, otherwise: number): number }): Sessions {
  return {
    sessionSecondsMax: read.number('SESSION_MAX_SECONDS', 2_592_000),
    twoFactorSeconds: read.number('TWO_FACTOR_SESSION_TTL_SECONDS', 43_200),
  }
}
