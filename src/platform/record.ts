import type { PlainDate } from '#kernel/calendar.ts'

/** One line of a journal entry as previews and answers show it. */
export type PostedLine = {
  accountId: string
  accountCode: string
  accountName: string
  debitCents: number
  creditCents: number
}

/** A journal entry that this act made. */
export type PostedEntry = {
  entryId: string
  entryDate: PlainDate
  memo: string
  sourceType: string
  lines: PostedLine[]
}

/** A balance after this act: of an invoice, of a bill, of a client's credit, of what a member is owed. */
export type NewBalance = {
  label: string
  kind: 'invoice' | 'bill' | 'credit' | 'member'
  id: string
  beforeCents: number
  afterCents: number
}

/** One row of the audit log. */
export type Change = { subjectType: string; subjectId: string; before?: unknown; after?: unknown }

/** Something that happened, for whoever is interested; reactions run in jobs after the commit. */
export type Fact = { fact: string; payload: object }

/** Something that changed on screens; told to open browsers after the commit. */
export type Signal = { topic: string; id?: string }

/** What one act did besides its rows. The runner writes it down in the same transaction, or tells it afterwards. */
export class ActRecord {
  readonly entries: PostedEntry[] = []
  readonly balances: NewBalance[] = []
  readonly changes: Change[] = []
  readonly facts: Fact[] = []
  readonly signals: (Signal & { companyId: string })[] = []
  /** Whether the revision that the caller saw was compared with the one that is there. */
  revisionSeen = false
}

type Recording = { record: ActRecord }

/** Puts what changed into the audit log, before and after. Without a call the runner logs the input. */
export function audit(scope: Recording, change: Change): void {
  scope.record.changes.push(change)
}

/** Announces a fact into the outbox of this transaction. Never carries money movements of the same act. */
export function announce(scope: Recording, fact: string, payload: object): void {
  scope.record.facts.push({ fact, payload })
}

/** Tells open screens of this company that something changed. Best effort, after the commit. */
export function signal({ companyId, record }: Recording & { companyId: string }, topic: string, id?: string): void {
  record.signals.push({ companyId, topic, ...(id === undefined ? {} : { id }) })
}

/** States a balance before and after, for the preview of a money command. */
export function balanceMoved(scope: Recording, balance: NewBalance): void {
  scope.record.balances.push(balance)
}
