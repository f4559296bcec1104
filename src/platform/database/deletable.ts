import type { RefusalCode } from '#kernel/refusal.ts'

/**
 * Records that people delete and admins still see and bring back: a table with `deleted_at`, in SQL, so that all of them
 * make one list. Its texts are ours, never a caller's; `d` is the row.
 */
export type Deletable = {
  /** Its place in the address: `clients`. */
  kind: string
  table: string
  /** Which of its rows, when not all. */
  only?: string
  /** What the audit log calls it. */
  subject: string
  /** What the audit log keeps it under, when not under itself. */
  under?: string
  /** What people know it by. */
  name: string
  /** Columns that refer to what can be deleted as well, and their tables: it comes back after them. */
  within: { readonly [column: string]: string }
  /** What is set besides when it comes back. */
  returns?: string
  /** Told to open screens: `clients`. */
  topic: string
  /** It does not come back, and why. */
  gone?: RefusalCode
}
