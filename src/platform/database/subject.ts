/**
 * Records that the audit log is about: a table, in SQL, so that one statement names all that a page of the log speaks of.
 * Its texts are ours, never a caller's; `d` is the row.
 */
export type Subject = {
  /** What the audit log calls them. */
  types: readonly string[]
  table: string
  /** What people know one by: a number, a name. */
  name: string
  /** Whether it was deleted, where that can be. */
  gone?: string
}
