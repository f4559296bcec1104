/** What one account or address may ask for. */
export const limitVariables = {
  EZ360_RATE_LIMITS: {
    kind: 'flag',
    text: 'Limit how many requests one account and one address (an IPv6 /64) may make, over all processes. Default on.',
  },
  EZ360_RATE_LIMIT_READ: {
    kind: 'number',
    least: 0,
    text: 'Reads per minute of one account; one address may do five times as many. 0: not limited. Default 1200.',
  },
  EZ360_RATE_LIMIT_WRITE: {
    kind: 'number',
    least: 0,
    text: 'Changes per minute of one account; one address five times as many. Default 600.',
  },
  EZ360_RATE_LIMIT_HEAVY: {
    kind: 'number',
    least: 0,
    text: 'PDFs, CSV files and reports per minute of one account; one address five times as many. Default 120.',
  },
  EZ360_RATE_LIMIT_UPLOAD: {
    kind: 'number',
    least: 0,
    text: 'Uploads per minute of one account; one address five times as many. Default 60.',
  },
  EZ360_RATE_LIMIT_KEY: {
    kind: 'number',
    least: 0,
    text: 'Requests per minute of one API key, whatever they ask for. Default 600.',
  },
  EZ360_RATE_LIMIT_AUTH: {
    kind: 'number',
    least: 0,
    text: 'Requests for signing in and what belongs to it per minute of one address. Default 120.',
  },
  EZ360_RATE_LIMIT_PUBLIC: {
    kind: 'number',
    least: 0,
    text: 'Requests by the links of shared documents per minute of one address. Default 240.',
  },
  EZ360_RATE_LIMIT_REPORT: {
    kind: 'number',
    least: 0,
    text: 'Reports of browsers about the content security policy per minute of one address. Default 60.',
  },
} as const

/** Requests per minute. */
export type RateLimits = {
  [of in 'read' | 'write' | 'heavy' | 'upload' | 'key' | 'auth' | 'public' | 'report']: number
}

type Name = keyof typeof limitVariables
type Readers = {
  flag(name: Name, otherwise: boolean): boolean
  number(name: Name, otherwise: number): number
}

/** Requests per minute by class, 0 where a class is not limited; undefined when none is. */
export function rateLimitsOf({ flag, number }: Readers): RateLimits | undefined {
  const limits = {
    read: number('EZ360_RATE_LIMIT_READ', 1200),
    write: number('EZ360_RATE_LIMIT_WRITE', 600),
    heavy: number('EZ360_RATE_LIMIT_HEAVY', 120),
    upload: number('EZ360_RATE_LIMIT_UPLOAD', 60),
    key: number('EZ360_RATE_LIMIT_KEY', 600),
    auth: number('EZ360_RATE_LIMIT_AUTH', 120),
    public: number('EZ360_RATE_LIMIT_PUBLIC', 240),
    report: number('EZ360_RATE_LIMIT_REPORT', 60),
  }
  return flag('EZ360_RATE_LIMITS', true) ? limits : undefined
}
