import { delimiter, resolve } from 'node:path'
import { limitVariables, type RateLimits, rateLimitsOf } from './settings-limits.ts'
import { type Retention, retentionOf, retentionVariables } from './settings-retention.ts'
import { type Sessions, sessionsOf, sessionVariables } from './settings-sessions.ts'

type Definition = {
  kind: 'text' | 'flag' | 'number' | 'choice'
  choices?: readonly string[]
  least?: number
  secret?: boolean
  text: string
}

/** Every environment variable there is. `docs/configuration.md` is generated from this table. */
export const variables = {
  EZ360_ENV: {
    kind: 'choice',
    choices: ['dev', 'prod'],
    text: 'Mode. Everything that depends on it is computed in one function. Default: dev, or prod when NODE_ENV=production.',
  },
  PORT: { kind: 'number', least: 0, text: 'Port to listen on. Default 3000.' },
  HOST: { kind: 'text', text: 'Address to listen on. Default localhost in development, 0.0.0.0 in production.' },
  EZ360_BASE_URL: {
    kind: 'text',
    text: 'The address that people and e-mails use. Default http://localhost:PORT. Needed in production.',
  },
  EZ360_SECRET: {
    kind: 'text',
    secret: true,
    text: 'At least 32 characters; signs sessions. Needed in production; in development one is kept in the data directory.',
  },
  EZ360_TRUST_PROXY: {
    kind: 'number',
    least: 0,
    text: 'How many reverse proxies stand in front (X-Forwarded-For is read that many hops back). Default 0.',
  },
  DATABASE_URL: {
    kind: 'text',
    secret: true,
    text: 'PostgreSQL 15 or newer. Empty: an embedded PostgreSQL 18 is run from EZ360_DATA_DIR.',
  },
  DATABASE_APP_URL: {
    kind: 'text',
    secret: true,
    text: 'A second login for the application role, when DATABASE_URL may not SET ROLE ez360_app.',
  },
  EZ360_DATA_DIR: {
    kind: 'text',
    text: 'Where the embedded database and local files live. Default ./.data in the project.',
  },
  EZ360_FONT_DIRS: {
    kind: 'text',
    text: 'Folders with more fonts for PDFs, apart by “:”, for scripts that ours lack: Chinese, Japanese, Korean. Default /usr/share/fonts.',
  },
  EZ360_OUTGOING_ALLOW: {
    kind: 'text',
    text: 'Development only: private addresses that webhooks may reach, as host:port, apart by commas.',
  },
  EZ360_DATABASE_POOL: { kind: 'number', least: 2, text: 'Connections per process. Default 20.' },
  EZ360_DEMO: {
    kind: 'flag',
    text: 'Fill an empty database with the demo companies. Default on in development, never in production.',
  },
  ACCOUNTS_REQUIRE_EMAIL_VERIFICATION: {
    kind: 'flag',
    text: 'Whether an address must be confirmed before signing in. Default: on in production, off in development.',
  },
  COMPANY_DEFAULT_REQUIRE_2FA_ADMINS_MANAGERS: {
    kind: 'flag',
    text: 'Whether new companies ask owners, admins and managers for a second factor. Default: on in production.',
  },
  ...sessionVariables,
  SECURE_SSL_REDIRECT: {
    kind: 'flag',
    text: 'Send plain HTTP to HTTPS. Default on in production; development ignores it.',
  },
  DEV_SECURE_SSL_REDIRECT: { kind: 'flag', text: 'Opt in to HTTPS in development.' },
  SECURE_HSTS_SECONDS: {
    kind: 'number',
    least: 0,
    text: 'max-age of Strict-Transport-Security. Default 31536000 in production; development sends none.',
  },
  EZ360_CSP_ENABLED: { kind: 'flag', text: 'Send a content security policy. Default on.' },
  EZ360_CSP_REPORT_ONLY: {
    kind: 'flag',
    text: 'Only report violations. Default on in production until set to 0, off in development.',
  },
  ...limitVariables,
  EZ360_SLOW_REQUEST_MS: { kind: 'number', least: 1, text: 'Slower requests are logged as warnings. Default 1500.' },
  EZ360_LOG: {
    kind: 'choice',
    choices: ['pretty', 'json', 'silent'],
    text: 'How to log. Default pretty in development, json in production.',
  },
  EMAIL_HOST: { kind: 'text', text: 'SMTP server. Empty: mail goes to the outbox page in development.' },
  EMAIL_PORT: { kind: 'number', least: 1, text: 'SMTP port. Default 587.' },
  EMAIL_HOST_USER: { kind: 'text', text: 'SMTP user.' },
  EMAIL_HOST_PASSWORD: { kind: 'text', secret: true, text: 'SMTP password.' },
  EMAIL_USE_SSL: { kind: 'flag', text: 'TLS from the first byte (port 465). Default off: STARTTLS when offered.' },
  DEFAULT_FROM_EMAIL: {
    kind: 'text',
    text: 'Sender of all mail. Needed with EMAIL_HOST; else EZ360PM <no-reply@localhost>.',
  },
  STRIPE_SECRET_KEY: {
    kind: 'text',
    secret: true,
    text: 'Key of the Stripe account that companies pay their plan to. Empty: billing is off, every feature is on, nobody is asked for anything.',
  },
  ...retentionVariables,
  HEALTHCHECK_TOKEN: { kind: 'text', secret: true, text: 'Opens /health/details/.' },
  BUILD_VERSION: { kind: 'text', text: 'Shown by /version.' },
  BUILD_SHA: { kind: 'text', text: 'Shown by /version.' },
  BUILD_DATE: { kind: 'text', text: 'Shown by /version.' },
} as const satisfies Record<string, Definition>

export type Variable = keyof typeof variables
type Environment = { [name: string]: string | undefined }

/** Settings that cannot be used. The message lists everything that is wrong, once. */
export class SettingsError extends Error {
  override name = 'SettingsError'
}

/** Reads the environment once. Throws one `SettingsError` that lists all that is wrong. */
export function readSettings(environment: Environment = process.env, root: string = process.cwd()): Settings {
  const wrong: string[] = []
  const { text, flag, number, choice } = readersOf(environment, wrong)
  const mode = choice('EZ360_ENV', ['dev', 'prod'], environment.NODE_ENV === 'production' ? 'prod' : 'dev')
  const port = number('PORT', 3000)
  const settings = {
    mode,
    root,
    port,
    baseUrl: (text('EZ360_BASE_URL') ?? `http://localhost:${port}`).replace(/\/+$/, ''),
    secret: text('EZ360_SECRET'),
    trustProxy: number('EZ360_TRUST_PROXY', 0),
    databaseUrl: text('DATABASE_URL'),
    databaseAppUrl: text('DATABASE_APP_URL'),
    dataDir: resolve(root, text('EZ360_DATA_DIR') ?? '.data'),
    fontDirs: (text('EZ360_FONT_DIRS') ?? '/usr/share/fonts').split(delimiter).filter(Boolean),
    outgoingAllow: (text('EZ360_OUTGOING_ALLOW') ?? '').split(/[\s,]+/).filter(Boolean),
    databasePool: number('EZ360_DATABASE_POOL', 20),
    ...sessionsOf({ number }),
    retention: retentionOf({ number }),
    slowRequestMs: number('EZ360_SLOW_REQUEST_MS', 1500),
    rateLimits: rateLimitsOf({ flag, number }),
    email: {
      host: text('EMAIL_HOST'),
      port: number('EMAIL_PORT', 587),
      user: text('EMAIL_HOST_USER'),
      password: text('EMAIL_HOST_PASSWORD'),
      useSsl: flag('EMAIL_USE_SSL', false),
      from: text('DEFAULT_FROM_EMAIL') ?? 'EZ360PM <no-reply@localhost>',
    },
    billing: text('STRIPE_SECRET_KEY') !== undefined,
    healthcheckToken: text('HEALTHCHECK_TOKEN'),
    build: {
      version: text('BUILD_VERSION') ?? '0.1.0',
      sha: text('BUILD_SHA') ?? 'unknown',
      date: text('BUILD_DATE') ?? 'unknown',
    },
    ...byMode(mode, { text, flag, number, choice }),
  }
  wrong.push(...faultsOf(settings, text('EZ360_BASE_URL') !== undefined))
  if (wrong.length > 0)
    throw new SettingsError(`These settings cannot be used:\n${wrong.map((line) => `  - ${line}`).join('\n')}`)
  return settings
}

/** Reads single variables; what cannot be used is added to `wrong`. */
function readersOf(environment: Environment, wrong: string[]): Readers {
  const text = (name: Variable) => environment[name]?.trim() || undefined
  const flag = (name: Variable, otherwise: boolean) => {
    const value = text(name)?.toLowerCase()
    if (value === undefined) return otherwise
    if (['1', 'true', 'yes', 'on'].includes(value)) return true
    if (!['0', 'false', 'no', 'off'].includes(value)) wrong.push(`${name} must be 1 or 0, not “${value}”.`)
    return false
  }
  const number = (name: Variable, otherwise: number) => {
    const value = text(name)
    if (value === undefined) return otherwise
    const definition: Definition = variables[name]
    if (!/^\d{1,12}$/.test(value) || Number(value) < (definition.least ?? 0))
      wrong.push(`${name} must be a whole number of at least ${definition.least ?? 0}, not “${value}”.`)
    return Number(value)
  }
  const choice = <C extends string>(name: Variable, choices: readonly C[], otherwise: C): C => {
    const value = text(name)
    if (value === undefined) return otherwise
    if (!(choices as readonly string[]).includes(value))
      wrong.push(`${name} must be one of ${choices.join(', ')}, not “${value}”.`)
    return value as C
  }
  return { text, flag, number, choice }
}

/** What the values, taken together, cannot be. */
function faultsOf(
  settings: Pick<Settings, 'mode' | 'secret' | 'baseUrl' | 'databaseUrl' | 'email' | 'outgoingAllow'>,
  hasAddress: boolean,
): string[] {
  const faults: string[] = []
  if (settings.mode === 'prod') {
    if (settings.outgoingAllow.length > 0) faults.push('EZ360_OUTGOING_ALLOW is for development; remove it.')
    if ((settings.secret ?? '').length < 32)
      faults.push('EZ360_SECRET must be set in production, 32 characters or more.')
    if (!hasAddress) faults.push('EZ360_BASE_URL must be set in production, for example https://books.example.com.')
  }
  if (settings.email.host && /@localhost>?$/.test(settings.email.from))
    faults.push('DEFAULT_FROM_EMAIL must be set when EMAIL_HOST is, for example Books <books@example.com>.')
  if (!/^https?:\/\/[^/\s]+/.test(settings.baseUrl)) faults.push('EZ360_BASE_URL must begin with http:// or https://.')
  if (settings.databaseUrl && !/^postgres(ql)?:\/\//.test(settings.databaseUrl))
    faults.push('DATABASE_URL must begin with postgres:// or postgresql://.')
  return faults
}

type Readers = {
  text(name: Variable): string | undefined
  flag(name: Variable, otherwise: boolean): boolean
  number(name: Variable, otherwise: number): number
  choice<C extends string>(name: Variable, choices: readonly C[], otherwise: C): C
}

/** The one place for everything that depends on the mode, computed after the mode is known. */
function byMode(mode: 'dev' | 'prod', { text, flag, number, choice }: Readers) {
  const prod = mode === 'prod'
  return {
    host: text('HOST') ?? (prod ? '0.0.0.0' : 'localhost'),
    demo: flag('EZ360_DEMO', true) && !prod,
    requireEmailVerification: flag('ACCOUNTS_REQUIRE_EMAIL_VERIFICATION', prod),
    requireTwoFactorByDefault: flag('COMPANY_DEFAULT_REQUIRE_2FA_ADMINS_MANAGERS', prod),
    sslRedirect: prod ? flag('SECURE_SSL_REDIRECT', true) : flag('DEV_SECURE_SSL_REDIRECT', false),
    secureCookies: prod || flag('DEV_SECURE_SSL_REDIRECT', false),
    hstsSeconds: prod ? number('SECURE_HSTS_SECONDS', 31_536_000) : 0,
    csp: flag('EZ360_CSP_ENABLED', true)
      ? flag('EZ360_CSP_REPORT_ONLY', prod)
        ? ('report' as const)
        : ('enforce' as const)
      : ('off' as const),
    log: choice('EZ360_LOG', ['pretty', 'json', 'silent'], prod ? 'json' : 'pretty'),
  }
}

export type Settings = ReturnType<typeof byMode> &
  Sessions & {
    mode: 'dev' | 'prod'
    /** The project's folder. */
    root: string
    port: number
    baseUrl: string
    secret: string | undefined
    trustProxy: number
    databaseUrl: string | undefined
    databaseAppUrl: string | undefined
    dataDir: string
    fontDirs: readonly string[]
    outgoingAllow: readonly string[]
    databasePool: number
    retention: Retention
    slowRequestMs: number
    rateLimits: RateLimits | undefined
    email: {
      host: string | undefined
      port: number
      user: string | undefined
      password: string | undefined
      useSsl: boolean
      from: string
    }
    /** Whether companies are billed. */
    billing: boolean
    healthcheckToken: string | undefined
    build: { version: string; sha: string; date: string }
  }

/** Names that look like ours and are not in the table: probably a typing mistake. */
export function unknownVariables(environment: Environment = process.env): string[] {
  return Object.keys(environment).filter((name) => name.startsWith('EZ360_') && !(name in variables))
}

/** The text of `docs/configuration.md`. */
export function describeVariables(): string {
  const rows = Object.entries(variables).map(
    ([name, definition]) => `| \`${name}\` | ${definition.text}${'secret' in definition ? ' *Secret.*' : ''} |`,
  )
  return [
    '# Configuration',
    '',
    'Generated from `src/platform/settings.ts` by `ez360 docs`; do not edit.',
    '',
    '| variable | what it does |',
    '|---|---|',
    ...rows,
    '',
  ].join('\n')
}
