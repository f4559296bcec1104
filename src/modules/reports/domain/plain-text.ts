import type { AccountType } from '#kernel/accounts.ts'
import { minorDigits } from '#kernel/currency.ts'
import { entryWords, plainWords } from '#kernel/journal-words.ts'
import { formatMoneyPlain } from '#kernel/money.ts'

/**
 * Lines of a plain-text accounting journal that hledger and ledger both read.
 * Format: https://hledger.org/hledger.html#journal and https://ledger-cli.org/doc/ledger3.html
 */

/** Accounts may be renamed: seals know them by their id. */
export type ExportAccount = { id?: string; code: string; name: string; type: AccountType }
export type ExportLine = ExportAccount & {
  cents: number
  client: string | null
  project: string | null
  /** Names change; the ids beside them do not, and these are sealed. */
  clientId: string | null
  projectId: string | null
  memo: string | null
  /** What the account stands at after this line, where that is to be asserted. */
  balanceCents?: number | undefined
}
export type ExportEntry = {
  id: string
  entryDate: string
  /** When it was written down. */
  postedAt: string
  sourceType: string
  sourceId: string
  /** The entry that this one undoes. */
  reversesEntryId: string | null
  memo: string
  lines: readonly ExportLine[]
}

const roots: Record<AccountType, string> = {
  asset: 'Assets',
  liability: 'Liabilities',
  equity: 'Equity',
  income: 'Income',
  expense: 'Expenses',
}

/** `Assets:1100 Accounts Receivable`. A colon would make a level and two spaces would end the name. */
function accountName({ code, name, type }: ExportAccount): string {
  return `${roots[type]}:${code} ${plainWords(name, /[:;()[\]{}|"]/g)}`.trimEnd()
}

/** `1234.50 USD` */
function exportAmount(cents: number, currency: string): string {
  return `${formatMoneyPlain(cents, currency)} ${currency}`
}

/** What stands before the first entry: the commodity with its decimals, and every account. */
export function declarations(currency: string, accounts: readonly ExportAccount[]): string {
  const digits = minorDigits(currency)
  // Without decimals the two programs want different samples; both infer it from the amounts.
  const format = digits === 0 ? [] : [`  format 1000.${'0'.repeat(digits)} ${currency}`]
  const named = ['id', 'posted', 'source', 'reverses', 'client', 'project', 'client-id', 'project-id', 'memo']
  const tags = named.map((name) => `tag ${name}`)
  const names = accounts.map((account) => `account ${accountName(account)}`)
  const ids = accounts.flatMap((account) => (account.id ? [`; account-id ${account.id} ${accountName(account)}`] : []))
  return [`commodity ${currency}`, ...format, '', ...tags, '', ...ids, '', ...names, '', ''].join('\n')
}

/** One entry. Clients and projects stand beside their lines as tags. */
export function exportedEntry(entry: ExportEntry, currency: string): string {
  const head = `${entry.entryDate} * (${entry.sourceType}) ${entryWords(entry.memo)}\n  ; id: ${entry.id}\n  ; posted: ${entry.postedAt}\n  ; source: ${entry.sourceId}\n${entry.reversesEntryId ? `  ; reverses: ${entry.reversesEntryId}\n` : ''}`
  const lines = entry.lines.map((line) => {
    const tags = [
      ...[tag('client', line.client), tag('project', line.project)],
      ...[tag('client-id', line.clientId), tag('project-id', line.projectId), tag('memo', line.memo)],
    ]
    const said = tags.filter(Boolean).join(', ')
    const { cents, balanceCents } = line
    const asserted = balanceCents === undefined ? '' : ` = ${exportAmount(balanceCents, currency)}`
    return `  ${accountName(line)}  ${exportAmount(cents, currency)}${asserted}${said ? `  ; ${said}` : ''}\n`
  })
  return `${head}${lines.join('')}\n`
}

/** An entry that moves nothing and states what accounts stand at; both programs fail when it is not so. */
export function assertedBalances(
  date: string,
  balances: readonly (ExportAccount & { cents: number })[],
  currency: string,
): string {
  if (balances.length === 0) return ''
  const zero = exportAmount(0, currency)
  const lines = balances.map((one) => `  ${accountName(one)}  ${zero} = ${exportAmount(one.cents, currency)}\n`)
  return `${date} * (balances) Balances in the books\n${lines.join('')}\n`
}

/** A link of the chain over the journal, as a comment: `ez360 verify-ledger` reads it. */
export function sealLine(seal: {
  seq: number
  version: number
  postedBefore: string
  entries: number
  hash: string
}): string {
  return `; seal ${seal.seq} ${seal.version === 1 ? '' : `v${seal.version} `}before ${seal.postedBefore} entries ${seal.entries} sha256 ${seal.hash}\n`
}

/** Brackets would be read as dates, colons and commas as more tags. */
function tag(name: string, value: string | null): string | undefined {
  return value === null ? undefined : `${name}: ${plainWords(value)}`
}
