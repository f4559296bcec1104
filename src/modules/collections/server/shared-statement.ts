import { isAtWork } from '#modules/companies/server/index.ts'
import { Download, visitorQuery } from '#platform/operation.ts'
import type { VisitorScope } from '#platform/scope.ts'
import type { SharedStatement } from '../contract.ts'
import * as contract from '../contract.ts'
import { closingOf } from '../domain/closing.ts'
import { loadStatement } from './statement.ts'
import { openLink } from './statement-links.ts'
import { renderStatement, statementName } from './statement-paper.ts'

/** The statement of the link's period, as the journal has it now. Also works where nothing may be written. */
export async function readShared(visitor: VisitorScope): Promise<SharedStatement> {
  const { scope, ...period } = await openLink(visitor)
  const { statement, head } = await loadStatement(scope, period)
  const { clientId: _client, knownAt: _known, lines, ...shown } = statement
  return {
    ...shown,
    accentColor: head.company.accentColor,
    closing: closingOf(statement),
    lines: lines.map(({ date, label, chargeCents, paymentCents, balanceCents }) => ({
      ...{ date, label, chargeCents, paymentCents, balanceCents },
    })),
  }
}

/** Somebody looked: the first time is written down. Told by the page once a person sees it, never by asking for it. */
export async function viewShared(visitor: VisitorScope): Promise<null> {
  const { scope, linkId } = await openLink(visitor)
  // Where nothing is written any more, this is not either.
  if (!(await isAtWork(scope))) return null
  await scope.sql(
    'collections.firstView',
    'UPDATE statement_links SET first_viewed_at = $3 WHERE company_id = $1 AND id = $2 AND first_viewed_at IS NULL',
    [scope.companyId, linkId, scope.now],
  )
  return null
}

export const readSharedStatement = visitorQuery({
  name: 'collections.readSharedStatement',
  input: contract.readSharedStatement.input,
  run: readShared,
})

export const readSharedStatementPdf = visitorQuery({
  name: 'collections.readSharedStatementPdf',
  input: contract.readSharedStatementPdf.input,
  async run(visitor) {
    const { scope, ...period } = await openLink(visitor)
    const { statement, head } = await loadStatement(scope, period)
    return new Download(
      statementName(statement),
      'application/pdf',
      await renderStatement(scope, statement, head),
      true,
    )
  },
})
