import pino, { type DestinationStream, type LogFn, type Logger } from 'pino'
import type { Settings } from './settings.ts'

/** Never in a log line, at the top of it or in what came with a request. */
const secretNames = ['password', 'newPassword', 'currentPassword', 'token', 'secret', 'cookie', 'authorization']
const secrets = [
  ...secretNames,
  ...['*', 'req.headers'].flatMap((parent) => secretNames.map((name) => `${parent}.${name}`)),
  '*["set-cookie"]',
]

type Told = { type: string; message: string; stack: string; cause?: Told; [detail: string]: unknown }

/** Of PostgreSQL's errors; not `detail`, `where` and `internalQuery`, which quote rows and values. */
const details = ['code', 'constraint', 'table', 'column', 'routine', 'severity', 'statusCode', 'syscall'] as const

/** What is said of an error: never the values of a statement, which are passwords, tokens and people's words. */
export function tellError(error: Error, depth = 0): Told {
  const message = withoutValues(error.message)
  const said: Told = { type: error.name, message, stack: withoutValues(error.stack ?? '') }
  for (const name of details) {
    const value = (error as Error & { [name in (typeof details)[number]]?: unknown })[name]
    if (typeof value === 'string' || typeof value === 'number') said[name] = value
  }
  if (error.cause instanceof Error && depth < 3) said.cause = tellError(error.cause, depth + 1)
  return said
}

/** Drizzle ends its message with `params: …`; a link's token stands in a path or a query. */
function withoutValues(text: string): string {
  return text
    .replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/g, '\nparams: …')
    .replace(/([?&](?:token|code|password)=|\/d\/|\/documents\/(?=[\w-]{43}))[^\s&"'<>/]+/g, '$1…')
}

/** A message may be another's: of a library that puts the whole error into it. */
function withoutValuesInWords(this: Logger, said: Parameters<LogFn>, method: LogFn): void {
  const clean = said.map((one) => (typeof one === 'string' ? withoutValues(one) : one))
  method.apply(this, clean as Parameters<LogFn>)
}

const serializers = { err: (error: unknown) => (error instanceof Error ? tellError(error) : error) }

/** Structured logs: JSON in production, `[rid=…]` lines for people in development. */
export function createLog({ log, mode }: Pick<Settings, 'log' | 'mode'>, destination?: DestinationStream): Logger {
  const base = {
    level: log === 'silent' ? 'silent' : mode === 'prod' ? 'info' : 'warn',
    redact: { paths: secrets, censor: '…' },
    base: null,
    serializers,
    hooks: { logMethod: withoutValuesInWords },
  }
  if (log !== 'pretty') return destination ? pino(base, destination) : pino(base)
  return pino({
    ...base,
    transport: {
      target: 'pino-pretty',
      options: {
        colorize: process.stdout.isTTY === true,
        ignore: 'pid,hostname,rid',
        messageFormat: '{if rid}[rid={rid}] {end}{msg}',
        translateTime: 'SYS:HH:MM:ss',
      },
    },
  })
}
