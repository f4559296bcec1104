import { addDays } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { daySince, locked, type Move, pastDay, reasons, today, wrongDay } from './act.ts'
import { post, the } from './books.ts'
import type { Dice } from './dice.ts'

/** Account code → id, of the company that is played in. */
export type Chart = ReadonlyMap<string, string>

const byHand = ['1000', '3000', '4000', '6000', '6900'] as const
const side = (cents: number) => (cents > 0 ? { debitCents: cents } : { creditCents: -cents })

export const enterByHand =
  (chart: Chart): Move =>
  (_books, dice) => {
    const [id, entryDate, cents] = [newId(), pastDay(dice), 1 + dice.below(90_000)]
    const [debited, credited] = [dice.one(byHand) ?? '1000', dice.oneIn(8) ? '1100' : (dice.one(byHand) ?? '3000')]
    const off = dice.oneIn(8) ? 1 : 0
    const lines: [string, number][] = [
      [debited, cents],
      [credited, off - cents],
    ]
    return {
      name: 'enter by hand',
      command: 'journal.createManualEntry',
      input: {
        id,
        entryDate,
        memo: 'By hand',
        lines: lines.map(([code, one]) => ({ accountId: chart.get(code), ...side(one) })),
      },
      least: 'admin',
      against: (now) =>
        reasons(
          [credited === '1100', 'invalid_input'],
          [off !== 0, 'entry_unbalanced'],
          locked(now, entryDate),
          // one line that says nothing is none
          [off === cents, 'entry_too_short'],
          [off === cents, 'invalid_input'],
        ),
      effect: (after, answer: { entryId: string }) => {
        post(after, lines)
        after.manual.set(id, { id, entryId: answer.entryId, on: entryDate, lines, reversed: false })
      },
    }
  }

export const openBooks =
  (chart: Chart): Move =>
  (_books, dice) => {
    const [id, asOf, cents] = [newId(), pastDay(dice), 1 + dice.below(90_000)]
    const code = dice.oneIn(8) ? '2200' : dice.oneIn(2) ? '1000' : '4000'
    return {
      name: 'bring opening balances',
      command: 'journal.postOpeningBalances',
      input: { id, asOf, lines: [{ accountId: chart.get(code), ...side(cents) }] },
      least: 'admin',
      against: (now) => reasons([code === '2200', 'invalid_input'], locked(now, asOf)),
      effect: (after, answer: { entryId: string }) => {
        const lines: [string, number][] = [
          [code, cents],
          ['3000', -cents],
        ]
        post(after, lines)
        after.manual.set(id, { id, entryId: answer.entryId, on: asOf, lines, reversed: false })
      },
    }
  }

export const reverseByHand: Move = (books, dice) => {
  const entry = dice.one([...books.manual.values()])
  if (!entry) return undefined
  const { id, entryId, on, lines } = entry
  const entryDate = daySince(dice, on)
  return {
    name: 'reverse an entry',
    command: 'journal.reverse',
    input: { entryId, entryDate },
    least: 'admin',
    against: (now) =>
      reasons([the(now.manual, id).reversed, 'entry_reversed'], wrongDay(entryDate, on), locked(now, entryDate)),
    effect: (after) => {
      the(after.manual, id).reversed = true
      post(
        after,
        lines.map(([code, cents]) => [code, 0 - cents] as const),
      )
    },
  }
}

export const lock: Move = (_books, dice) => {
  const lockedThrough = lockDay(dice)
  const reason = dice.oneIn(2) ? 'A late bill' : null
  return {
    name: lockedThrough === null ? 'open the books' : 'lock the books',
    command: 'ledger.lockBooks',
    input: { lockedThrough, reason },
    least: 'owner',
    against: (now) => {
      const opens = now.lockedThrough !== null && (lockedThrough === null || lockedThrough < now.lockedThrough)
      return reasons(
        [lockedThrough !== null && lockedThrough >= today, 'invalid_input'],
        [opens && reason === null, 'invalid_input'],
      )
    },
    effect: (after) => {
      after.lockedThrough = lockedThrough
    },
  }
}

/** Mostly long ago, so that there is still something to do; sometimes a day that is not over. */
function lockDay(dice: Dice): string | null {
  if (dice.oneIn(4)) return null
  return addDays(today, dice.oneIn(8) ? dice.below(3) : -38 - dice.below(30))
}
