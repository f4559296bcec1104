import { balanceOf } from '#kernel/accounts.ts'
import { addDays, fiscalYearStart, type Instant, isPlainDate, type PlainDate } from '#kernel/calendar.ts'
import { isId } from '#kernel/ids.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract-ledger.ts'
import type { AccountSum } from '../domain/sums.ts'
import { netsOf } from '../domain/trial-balance.ts'
import { accountSums } from './account-sums.ts'
import { csvFile, plainMoney } from './csv.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { reportFrame } from './frame.ts'
import {
  clientName,
  projectName,
  type SourceColumns,
  sourceColumns,
  sourceJoins,
  takeSource,
} from './source-columns.ts'

type View = { from: PlainDate; to: PlainDate; knownAt: Instant | null }
type Account = Omit<AccountSum, 'derived' | 'contra' | 'systemKey'> & { openingCents: number; closingCents: number }

type Line = SourceColumns & {
  entryId: string
  lineNo: number
  entryDate: PlainDate
  memo: string
  clientId: string | null
  clientName: string | null
  projectId: string | null
  projectName: string | null
  debitCents: number
  creditCents: number
}

/** Where to go on, and what the account stood at there. */
type Place = { date: PlainDate; entryId: string; lineNo: number; balanceCents: number }

export const generalLedger = query({
  name: 'reports.generalLedger',
  needs: 'financials:read',
  feature: 'accounting',
  input: contract.generalLedger.input,
  async run(scope, { accountId, limit, cursor, format, ...asked }) {
    const { company, range, knownAt } = await reportFrame(scope, asked)
    const view = { ...range, knownAt }
    const yearFrom = fiscalYearStart(range.from, company.fiscalYearStartMonth)
    const accounts = await standing(scope, view, yearFrom, accountId)
    if (accountId !== undefined && accounts.length === 0) throw new Refusal('not_found')
    const shown = accountId === undefined ? accounts.filter(moved) : accounts
    if (format === 'csv') {
      const name = `general-ledger-${range.from}-${range.to}`
      return csvFile(name, heads, fileRows(scope, view, shown, plainMoney(company.currency)))
    }
    const [account] = accountId === undefined ? [] : accounts
    const page = account ? await linesOf(scope, view, account, limit, cursor) : { items: [], nextCursor: null }
    return { ...view, accounts: shown, ...page }
  },
})

const moved = (account: Account) => account.openingCents !== 0 || account.debitCents !== 0 || account.creditCents !== 0

/**
 * What accounts stood at before the range, what moved in it, and what they stand at after it. As in the trial balance,
 * income and expenses begin with the fiscal year in which the range begins.
 */
async function standing(scope: Scope, view: View, yearFrom: PlainDate, accountId?: string): Promise<Account[]> {
  const { knownAt } = view
  const asked = { accountId, knownAt }
  const sums = await accountSums(scope, { from: null, to: addDays(view.from, -1) }, asked)
  const opening = netsOf({
    sums,
    before: await accountSums(scope, { from: null, to: addDays(yearFrom, -1) }, { knownAt }),
  })
  const within = await accountSums(scope, view, asked)
  return within.map(({ derived: _derived, contra: _contra, systemKey: _systemKey, ...sum }) => {
    const openingCents = balanceOf(sum.type, opening.get(sum.accountId) ?? 0, 0)
    const change = balanceOf(sum.type, sum.debitCents, sum.creditCents)
    return { ...sum, openingCents, closingCents: openingCents + change }
  })
}

const select = `
  SELECT l.entry_id AS "entryId", l.line_no AS "lineNo", l.entry_date AS "entryDate", coalesce(l.memo, e.memo) AS memo,
         l.client_id AS "clientId", ${clientName} AS "clientName", l.project_id AS "projectId", ${projectName} AS "projectName",
         l.debit_cents AS "debitCents", l.credit_cents AS "creditCents", ${sourceColumns}
  FROM (
    SELECT * FROM journal_lines j
    WHERE j.company_id = $1 AND j.account_id = $2 AND j.entry_date BETWEEN $3 AND $4
      AND (j.entry_date, j.entry_id, j.line_no) > ($5::date, $6::uuid, $7::smallint)
      AND ($9::timestamptz IS NULL OR (SELECT k.posted_at FROM journal_entries k WHERE k.company_id = $1 AND k.id = j.entry_id) <= $9)
    ORDER BY j.entry_date, j.entry_id, j.line_no LIMIT $8
  ) l
  JOIN journal_entries e ON e.company_id = l.company_id AND e.id = l.entry_id
  ${sourceJoins}
  ORDER BY l.entry_date, l.entry_id, l.line_no`

async function linesOf(scope: Scope, view: View, account: Account, limit: number, cursor?: string) {
  const start = {
    date: view.from,
    entryId: '00000000-0000-0000-0000-000000000000',
    lineNo: 0,
    balanceCents: account.openingCents,
  }
  const place =
    cursor === undefined
      ? start
      : toPlace(readCursor('general-ledger', cursor, ['string', 'string', 'number', 'number']))
  const rows = await scope.sql<Line>('reports.generalLedger', select, [
    scope.companyId,
    account.accountId,
    view.from,
    view.to,
    place.date,
    place.entryId,
    place.lineNo,
    limit + 1,
    view.knownAt,
  ])
  let balanceCents = place.balanceCents
  const items = rows.slice(0, limit).map((row) => {
    balanceCents += balanceOf(account.type, row.debitCents, row.creditCents)
    return { ...takeSource(row), balanceCents }
  })
  const last = items.at(-1)
  const more = rows.length > limit && last
  return {
    items,
    nextCursor: more
      ? writeCursor('general-ledger', [last.entryDate, last.entryId, last.lineNo, last.balanceCents])
      : null,
  }
}

function toPlace([date, entryId, lineNo, balanceCents]: (string | number)[]): Place {
  const place = {
    date: String(date),
    entryId: String(entryId),
    lineNo: Number(lineNo),
    balanceCents: Number(balanceCents),
  }
  if (isPlainDate(place.date) && isId(place.entryId) && place.lineNo >= 0 && place.lineNo < 32_767) return place
  throw refuseField('cursor', 'This cursor does not belong to this report. Start again from the first page.')
}

const heads = ['Code', 'Account', 'Date', 'Memo', 'Client', 'Project', 'Source', 'Debit', 'Credit', 'Balance']
const pageSize = 200

async function* fileRows(scope: Scope, view: View, accounts: readonly Account[], money: (cents: number) => string) {
  for (const account of accounts) {
    const { code, name } = account
    yield [code, name, view.from, 'Opening balance', '', '', '', '', '', money(account.openingCents)]
    let cursor: string | undefined
    do {
      const page = await linesOf(scope, view, account, pageSize, cursor)
      for (const line of page.items) {
        const { entryDate, memo, clientName, projectName, source, debitCents, creditCents, balanceCents } = line
        const amounts = [debitCents, creditCents, balanceCents].map(money)
        yield [code, name, entryDate, memo, clientName, projectName, source.label, ...amounts]
      }
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    yield [code, name, view.to, 'Closing balance', '', '', '', '', '', money(account.closingCents)]
  }
}
