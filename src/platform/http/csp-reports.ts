import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { z } from 'zod'
import { type Instant, systemClock } from '#kernel/calendar.ts'
import type { House } from '../runner.ts'

export const cspReportPath = '/csp-reports'
/** More kinds of violations than that are not kept; those that are known go on being counted. */
const kindsMax = 1000
const perRequestMax = 20
const bodyLimit = 32 * 1024

const text = z.string().max(5000)

/** As browsers have always sent it, for `report-uri`. */
const Old = z.object({
  'csp-report': z.object({
    'document-uri': text,
    'effective-directive': text.optional(),
    'violated-directive': text.optional(),
    'blocked-uri': text.optional(),
    'source-file': text.nullish(),
    'line-number': z.number().nullish(),
    disposition: z.enum(['enforce', 'report']).optional(),
  }),
})

/** As the Reporting API sends it, for `report-to`; other kinds of reports are left out. */
const Entry = z.object({
  type: z.literal('csp-violation'),
  body: z.object({
    documentURL: text,
    effectiveDirective: text,
    blockedURL: text.nullish(),
    sourceFile: text.nullish(),
    lineNumber: z.number().nullish(),
    disposition: z.enum(['enforce', 'report']).optional(),
  }),
})

export type Violation = {
  directive: string
  blocked: string
  page: string
  source: string | null
  disposition: 'enforce' | 'report'
}

/**
 * Where browsers tell what the content security policy kept them from: `POST /csp-reports`. What they say is nobody's
 * word: it is cut down to paths, counted per kind, bounded, and always answered with 204.
 */
export function mountCspReports(app: FastifyInstance, house: House): void {
  app.register(async (reports) => {
    reports.removeAllContentTypeParsers()
    reports.addContentTypeParser(
      /^application\/(csp-report|reports\+json|json)\b/,
      { parseAs: 'string', bodyLimit },
      (_request, body, done) => done(null, readJson(String(body))),
    )
    reports.post(cspReportPath, async (request, reply) => {
      for (const violation of violationsIn(request.body)) await note(house.pool, violation, systemClock())
      return reply.status(204).send()
    })
  })
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** The violations of one request; what has another shape is left out. */
export function violationsIn(body: unknown): Violation[] {
  const old = Old.safeParse(body)
  if (old.success) {
    const said = old.data['csp-report']
    return [
      toViolation({
        documentURL: said['document-uri'],
        effectiveDirective: said['effective-directive'] ?? said['violated-directive'] ?? 'unknown',
        blockedURL: said['blocked-uri'],
        sourceFile: said['source-file'],
        lineNumber: said['line-number'],
        disposition: said.disposition,
      }),
    ]
  }
  if (!Array.isArray(body)) return []
  return body.slice(0, perRequestMax).flatMap((one) => {
    const entry = Entry.safeParse(one)
    return entry.success ? [toViolation(entry.data.body)] : []
  })
}

function toViolation(said: z.output<typeof Entry>['body']): Violation {
  const line = said.lineNumber ? `:${Math.trunc(said.lineNumber)}` : ''
  return {
    directive: plain(said.effectiveDirective.split(/\s/)[0] ?? '', 100) || 'unknown',
    blocked: place(said.blockedURL ?? '', true) || 'unknown',
    page: place(said.documentURL, false) || 'unknown',
    source: said.sourceFile ? place(said.sourceFile, true) + line : null,
    disposition: said.disposition ?? 'report',
  }
}

/** Visible ASCII only: these words are printed on terminals. */
const plain = (said: string, max: number) => said.replace(/[^\x20-\x7e]/g, '?').slice(0, max)

/** An address without its query, and with ids and tokens of its path taken out; words like `inline` as they are. */
function place(said: string, withHost: boolean): string {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(said)) return plain(said.split(/[?#]/)[0] ?? '', 200)
  if (!URL.canParse(said)) return 'unreadable'
  const url = new URL(said)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return plain(url.protocol.slice(0, -1), 200)
  const path = url.pathname
    .split('/')
    .map((part) => (/^[\w.~%-]{20,}$/.test(part) && !part.includes('.') ? ':id' : part))
    .join('/')
  return plain(withHost ? url.host + path : path, 200)
}

function fingerprintOf({ directive, blocked, page, source, disposition }: Violation): string {
  return createHash('sha256')
    .update(JSON.stringify([directive, blocked, page, source, disposition]))
    .digest('hex')
    .slice(0, 32)
}

async function note(pool: pg.Pool, violation: Violation, now: Instant): Promise<void> {
  const { directive, blocked, page, source, disposition } = violation
  await pool.query({
    name: 'csp.note',
    text: `INSERT INTO csp_reports AS r (fingerprint, directive, blocked, page, source, disposition, first_seen_at, last_seen_at)
           SELECT $1, $2, $3, $4, $5, $6, $7, $7
           WHERE EXISTS (SELECT FROM csp_reports WHERE fingerprint = $1) OR (SELECT count(*) FROM csp_reports) < $8
           ON CONFLICT (fingerprint) DO UPDATE SET seen = r.seen + 1, last_seen_at = greatest(r.last_seen_at, excluded.last_seen_at)`,
    values: [fingerprintOf(violation), directive, blocked, page, source, disposition, now, kindsMax],
  })
}

export type CspReport = Violation & { seen: number; firstSeenAt: Instant; lastSeenAt: Instant }

/** What was reported, the latest first. */
export async function listCspReports(pool: pg.Pool): Promise<CspReport[]> {
  const { rows } = await pool.query<CspReport>(
    `SELECT directive, blocked, page, source, disposition, seen, first_seen_at AS "firstSeenAt", last_seen_at AS "lastSeenAt"
     FROM csp_reports ORDER BY last_seen_at DESC, fingerprint`,
  )
  return rows
}
