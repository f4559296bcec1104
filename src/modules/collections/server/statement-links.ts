import { randomBytes } from 'node:crypto'
import { addSeconds, type Instant, type PlainDate } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { LINK_DAYS } from '#modules/documents/domain/index.ts'
import { hashToken } from '#platform/http/mount.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import { enterCompany, type Scope, type VisitorScope } from '#platform/scope.ts'
import * as contract from '../contract.ts'

type Period = { clientId: string; from: PlainDate; to: PlainDate }

/** A new way in for a client. The token is in the answer and nowhere else: the database knows its hash. */
export async function makeStatementLink(scope: Scope, period: Period): Promise<{ url: string; expiresAt: Instant }> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = addSeconds(scope.now, LINK_DAYS * 86_400)
  await scope.sql(
    'collections.makeLink',
    `INSERT INTO statement_links (company_id, id, client_id, from_on, to_on, token_hash, expires_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [scope.companyId, newId(), period.clientId, period.from, period.to, hashToken(token), expiresAt, scope.now],
  )
  return { url: `${scope.outside.settings.baseUrl}/s/${token}`, expiresAt }
}

export const createStatementLink = command({
  name: 'collections.createStatementLink',
  needs: 'documents:send',
  secretAnswer: true,
  input: contract.createStatementLink.input,
  async run(scope, period) {
    await loadClient(scope, period.clientId)
    if (period.to < period.from) throw refuseField('to', 'The end of the period cannot be before its start.')
    const link = await makeStatementLink(scope, period)
    const after = { statementLink: { from: period.from, to: period.to, until: link.expiresAt } }
    audit(scope, { subjectType: 'client', subjectId: period.clientId, after })
    signal(scope, 'collections', period.clientId)
    return link
  },
})

export const revokeStatementLinks = command({
  name: 'collections.revokeStatementLinks',
  needs: 'documents:send',
  input: contract.revokeStatementLinks.input,
  async run(scope, { clientId }) {
    await loadClient(scope, clientId)
    const closed = await scope.sql(
      'collections.revokeLinks',
      'UPDATE statement_links SET revoked_at = $3 WHERE company_id = $1 AND client_id = $2 AND revoked_at IS NULL RETURNING id',
      [scope.companyId, clientId, scope.now],
    )
    audit(scope, { subjectType: 'client', subjectId: clientId, after: { statementLinksRevoked: closed.length } })
    signal(scope, 'collections', clientId)
    return { revoked: closed.length }
  },
})

export async function liveLinks(scope: Scope, clientId: string): Promise<number> {
  const [count] = await scope.sql<{ live: number }>(
    'collections.liveLinks',
    `SELECT count(*)::int AS live FROM statement_links
     WHERE company_id = $1 AND client_id = $2 AND revoked_at IS NULL AND expires_at > $3`,
    [scope.companyId, clientId, scope.now],
  )
  return count?.live ?? 0
}

/** The one link whose token the visitor holds, entered. Revoked, expired or unknown: `not_found`, all alike. */
export async function openLink(visitor: VisitorScope): Promise<Period & { scope: Scope; linkId: string }> {
  const [link] = await visitor.sql<Period & { companyId: string; id: string }>(
    'collections.openLink',
    `SELECT company_id AS "companyId", id, client_id AS "clientId", from_on::text AS "from", to_on::text AS "to"
     FROM statement_links WHERE revoked_at IS NULL AND expires_at > $1`,
    [visitor.now],
  )
  if (!link) throw new Refusal('not_found')
  const { companyId, id, ...period } = link
  const actor = { kind: 'bearer', name: 'Public link', clientId: period.clientId } as const
  return { ...period, linkId: id, scope: await enterCompany(visitor, companyId, actor) }
}
