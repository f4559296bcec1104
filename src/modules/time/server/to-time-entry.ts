import { clientNames } from '#modules/clients/server/index.ts'
import { memberNames } from '#modules/companies/server/index.ts'
import { projectNames } from '#modules/projects/server/index.ts'
import { isMine, may } from '#platform/actor.ts'
import type { Scope } from '#platform/scope.ts'
import type { SavedTimeEntry, TimeEntry } from '../contract.ts'
import { findOverlaps } from './overlap-queries.ts'
import type { TimeEntryRow } from './store.ts'

type Subject = { projectId: string | null; clientId: string | null }

/** Rows with the names of their projects and clients, in two statements however many they are. */
export async function nameSubjects<Row extends Subject>(scope: Scope, rows: readonly Row[]) {
  const projects = await projectNames(
    scope,
    rows.flatMap((row) => row.projectId ?? []),
  )
  const clients = await clientNames(
    scope,
    rows.flatMap((row) => row.clientId ?? []),
  )
  return rows.map((row) => ({
    ...row,
    projectName: (row.projectId && projects.get(row.projectId)) || null,
    clientName: (row.clientId && clients.get(row.clientId)) || null,
  }))
}

/** Rows as callers see them. */
export async function toTimeEntries(scope: Scope, rows: readonly TimeEntryRow[]): Promise<TimeEntry[]> {
  const members = await memberNames(
    scope,
    rows.map((row) => row.memberId),
  )
  const seesRates = may(scope, 'documents:read')
  return (await nameSubjects(scope, rows)).map(
    ({ companyId: _company, documentLineId: _line, deletedAt: _gone, ...row }) => ({
      ...row,
      memberName: members.get(row.memberId) ?? '',
      mine: isMine(scope, row),
      rateCents: seesRates ? row.rateCents : null,
    }),
  )
}

export async function toTimeEntry(scope: Scope, row: TimeEntryRow): Promise<TimeEntry> {
  const [entry] = await toTimeEntries(scope, [row])
  return entry as TimeEntry
}

/** An entry with the ranges of the same member that it overlaps. */
export async function toSavedTimeEntry(scope: Scope, row: TimeEntryRow): Promise<SavedTimeEntry> {
  return { ...(await toTimeEntry(scope, row)), overlaps: await findOverlaps(scope, row) }
}
