import { join } from 'node:path'
import type { Logger } from 'pino'
import { openPool } from './database/pool.ts'
import { appRole } from './database/roles.ts'
import { openSignals, type Signals } from './events.ts'
import { type Job, type Jobs, openJobs } from './jobs/jobs.ts'
import { createMail } from './mail/mail.ts'
import { createLocalMedia } from './media/local.ts'
import { outgoingOf } from './outgoing/outgoing.ts'
import { createPdf } from './pdf/pdf.ts'
import type { House } from './runner.ts'
import type { Settings } from './settings.ts'

export type OpenHouse = House & { jobs: Jobs; signals: Signals; close(): Promise<void> }

type Opening = { settings: Settings; appUrl: string; jobs: readonly Job[]; log: Logger; pdfThreads?: number }

/** Opens everything a process works with: pool, queue, signals, PDF threads, files, mail. The schema must be there. */
export async function openHouse({ settings, appUrl, jobs: list, log, pdfThreads = 1 }: Opening): Promise<OpenHouse> {
  const pool = openPool({ url: appUrl, role: appRole, max: settings.databasePool })
  const signals = await openSignals(appUrl, pool, log)
  const jobs = await openJobs(pool, list, log)
  const pdf = createPdf({ threads: pdfThreads, fontDirs: settings.fontDirs })
  const { email } = settings
  const mail = createMail(
    email.host
      ? {
          mode: 'smtp',
          host: email.host,
          port: email.port,
          secure: email.useSsl,
          from: email.from,
          ...(email.user ? { user: email.user, password: email.password ?? '' } : {}),
        }
      : { mode: 'outbox' },
  )
  const outside = {
    settings,
    log,
    outbox: jobs,
    signals,
    pdf,
    media: createLocalMedia({ root: join(settings.dataDir, 'media') }),
    mail,
    outgoing: outgoingOf(settings),
  }
  return {
    pool,
    outside,
    jobs,
    signals,
    async close() {
      await jobs.stop()
      await signals.close()
      await pdf.close()
      await pool.end()
    },
  }
}
