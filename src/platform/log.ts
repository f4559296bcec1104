import pino, { type Logger } from 'pino'
import type { Settings } from './settings.ts'

/** Never in a log line, wherever it stands. */
const secrets = [
  'password',
  'newPassword',
  'token',
  'secret',
  '*.password',
  '*.token',
  '*.secret',
  'headers.cookie',
  'headers.authorization',
]

/** Structured logs: JSON in production, `[rid=…]` lines for people in development. */
export function createLog({ log, mode }: Pick<Settings, 'log' | 'mode'>): Logger {
  const base = {
    level: log === 'silent' ? 'silent' : mode === 'prod' ? 'info' : 'warn',
    redact: { paths: secrets, censor: '…' },
    base: null,
  }
  if (log !== 'pretty') return pino(base)
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
