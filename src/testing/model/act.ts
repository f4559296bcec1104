import { addDays, daysBetween, type PlainDate } from '#kernel/calendar.ts'
import type { Role } from '#kernel/permissions.ts'
import type { Books } from './books.ts'
import type { Dice } from './dice.ts'

/** The day on which everything happens, and the moment. */
export const today: PlainDate = '2026-06-15'
export const now = '2026-06-15T15:00:00.000000Z'

/** Something that somebody wants: a command with its input, and what the reference says about it. */
export type Act = {
  name: string
  /** Its name among the routes, so that no module's room is opened for it. */
  command: string
  input: Record<string, unknown>
  /** The least role that may. */
  least: Role
  /** Who should do it, where it is theirs; whoever the step names does the rest. */
  as?: Who
  /** Every reason against it, as refusal codes; none: it goes through. */
  against(books: Books, by: Actor): string[]
  /** What becomes true. */
  effect(books: Books, answer: never, by: Actor): void
}

/** Who acts, by their roles. */
export const actors = { ada: 'owner', ben: 'admin', mia: 'manager', cy: 'staff' } as const satisfies Record<
  string,
  Role
>
export type Who = keyof typeof actors
export type Actor = { who: Who; role: Role }

/** Chooses an act from what there is; none when there is nothing to act on. */
export type Move = (books: Books, dice: Dice) => Act | undefined

const ranks: readonly Role[] = ['staff', 'manager', 'admin', 'owner']
export const mayNot = (role: Role, least: Role) => ranks.indexOf(role) < ranks.indexOf(least)

/** A day of the last weeks. */
export const pastDay = (dice: Dice): PlainDate => addDays(today, 0 - dice.below(50))
/** Mostly a day of the last weeks, sometimes one that lies ahead. */
export const anyDay = (dice: Dice): PlainDate => (dice.oneIn(16) ? addDays(today, 1 + dice.below(5)) : pastDay(dice))

/** Mostly a day since then, sometimes one before it or one that lies ahead. */
export const daySince = (dice: Dice, since: PlainDate): PlainDate =>
  dice.oneIn(10) ? anyDay(dice) : addDays(since, dice.below(daysBetween(since, today) + 1))

/** Reasons, by whether they hold. */
export const reasons = (...all: readonly (readonly [holds: boolean, code: string])[]): string[] =>
  all.filter(([holds]) => holds).map(([, code]) => code)

export const locked = (books: Books, day: PlainDate) =>
  [books.lockedThrough !== null && day <= books.lockedThrough, 'books_locked'] as const
/** A day that lies ahead, or before what it undoes. */
export const wrongDay = (day: PlainDate, since: PlainDate = '0001-01-01') =>
  [day > today || day < since, 'invalid_input'] as const
