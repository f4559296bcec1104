import { newId } from '#kernel/ids.ts'
import { type Actor, anyDay, daySince, locked, type Move, reasons, wrongDay } from './act.ts'
import { type Books, type Expense, post, the } from './books.ts'
import type { Dice } from './dice.ts'

/** Staff see their own; what somebody may not see is not there. */
const unseen = (expense: Expense, by: Actor) =>
  [expense.state === 'deleted' || (by.role === 'staff' && expense.owner !== by.who), 'not_found'] as const

const some = (books: Books, dice: Dice, fits: (expense: Expense) => boolean) => {
  const all = [...books.expenses.values()]
  return dice.oneIn(10) ? dice.one(all) : dice.one(all.filter(fits))
}

export const enterExpense =
  (categoryId: string): Move =>
  (_books, dice) => {
    const [id, spentOn, amountCents] = [newId(), anyDay(dice), 1 + dice.below(40_000)]
    const paidBy = dice.oneIn(3) ? 'company' : 'member'
    const merchantName = dice.oneIn(2) ? 'Northern Rail' : 'Paper & Co'
    return {
      name: 'enter an expense',
      command: 'expenses.create',
      input: { id, spentOn, amountCents, paidBy, merchantName, categoryId },
      least: 'staff',
      against: () => reasons(wrongDay(spentOn)),
      effect: (after, _answer, by) =>
        after.expenses.set(id, {
          ...{ id, spentOn, paidBy, owner: by.who, postedOn: spentOn },
          amount: amountCents,
          state: 'draft',
        }),
    }
  }

const notMine = (expense: Expense, by: Actor) => [expense.owner !== by.who, 'not_allowed'] as const

export const submitExpense: Move = (books, dice) => {
  const expense = some(books, dice, ({ state }) => state === 'draft')
  if (!expense) return undefined
  const { id } = expense
  return {
    name: 'submit an expense',
    command: 'expenses.submit',
    input: { ids: [id] },
    least: 'staff',
    as: expense.owner,
    against: (now, by) => {
      const one = the(now.expenses, id)
      return reasons(unseen(one, by), notMine(one, by), [one.state === 'void', 'expense_not_draft'])
    },
    effect: (after) => {
      const one = the(after.expenses, id)
      if (one.state === 'draft') one.state = 'submitted'
    },
  }
}

export const deleteExpense: Move = (books, dice) => {
  const expense = some(books, dice, ({ state }) => state === 'draft')
  if (!expense) return undefined
  const { id } = expense
  return {
    name: 'delete an expense',
    command: 'expenses.delete',
    input: { expenseId: id },
    least: 'staff',
    as: expense.owner,
    against: (now, by) => {
      const one = the(now.expenses, id)
      return reasons(
        unseen(one, by),
        notMine(one, by),
        [one.state === 'submitted', 'expense_not_draft'],
        [one.state === 'approved' || one.state === 'reimbursed' || one.state === 'void', 'expense_locked'],
      )
    },
    effect: (after) => {
      the(after.expenses, id).state = 'deleted'
    },
  }
}

export const approveExpenses: Move = (books, dice) => {
  const first = some(books, dice, ({ state }) => state === 'submitted')
  if (!first) return undefined
  const second = dice.oneIn(2) ? some(books, dice, ({ state }) => state === 'submitted') : undefined
  const ids = [...new Set([first.id, second?.id ?? first.id])]
  const postedOn = dice.oneIn(3) ? daySince(dice, first.spentOn) : undefined
  const dayOf = (one: Expense) => postedOn ?? one.spentOn
  return {
    name: 'approve expenses',
    command: 'expenses.approve',
    input: { ids, ...(postedOn ? { postedOn } : {}) },
    least: 'manager',
    against: (now, by) =>
      ids.flatMap((id) => {
        const one = the(now.expenses, id)
        const standing = one.state === 'approved' || one.state === 'reimbursed'
        return [
          ...reasons(unseen(one, by), [!standing && one.state !== 'submitted', 'expense_not_submitted']),
          ...(one.state === 'submitted' ? reasons(locked(now, dayOf(one)), wrongDay(dayOf(one), one.spentOn)) : []),
        ]
      }),
    effect: (after) => {
      for (const one of ids.map((id) => the(after.expenses, id))) {
        if (one.state !== 'submitted') continue
        Object.assign(one, { state: 'approved', postedOn: dayOf(one) })
        post(after, [
          ['6000', one.amount],
          [one.paidBy === 'member' ? '2300' : '1000', 0 - one.amount],
        ])
      }
    },
  }
}

export const rejectExpense: Move = (books, dice) => {
  const expense = some(books, dice, ({ state }) => state === 'submitted')
  if (!expense) return undefined
  const { id } = expense
  return {
    name: 'reject an expense',
    command: 'expenses.reject',
    input: { ids: [id] },
    least: 'manager',
    against: (now, by) => {
      const one = the(now.expenses, id)
      const standing = one.state === 'approved' || one.state === 'reimbursed'
      return reasons(
        unseen(one, by),
        [standing, 'expense_locked'],
        [!standing && one.state !== 'submitted', 'expense_not_submitted'],
      )
    },
    effect: (after) => {
      the(after.expenses, id).state = 'draft'
    },
  }
}

export const voidExpense: Move = (books, dice) => {
  const expense = some(books, dice, ({ state }) => state === 'approved')
  if (!expense) return undefined
  const { id } = expense
  const voidedOn = daySince(dice, expense.postedOn)
  return {
    name: 'void an expense',
    command: 'expenses.void',
    input: { expenseId: id, voidedOn },
    least: 'admin',
    against: (now, by) => {
      const one = the(now.expenses, id)
      return reasons(
        unseen(one, by),
        [one.state === 'reimbursed', 'expense_reimbursed'],
        [one.state !== 'approved' && one.state !== 'reimbursed', 'expense_not_approved'],
        wrongDay(voidedOn, one.postedOn),
        locked(now, voidedOn),
      )
    },
    effect: (after) => {
      const one = the(after.expenses, id)
      one.state = 'void'
      post(after, [
        [one.paidBy === 'member' ? '2300' : '1000', one.amount],
        ['6000', 0 - one.amount],
      ])
    },
  }
}

export const reimburse: Move = (books, dice) => {
  const owed = (one: Expense) => one.state === 'approved' && one.paidBy === 'member'
  const first = some(books, dice, owed)
  if (!first) return undefined
  const second = dice.oneIn(2)
    ? some(books, dice, (one) => owed(one) && (one.owner === first.owner || dice.oneIn(8)))
    : undefined
  const ids = [...new Set([first.id, second?.id ?? first.id])]
  const [id, paidOn] = [newId(), daySince(dice, first.postedOn)]
  return {
    name: 'pay a member back',
    command: 'expenses.reimburse',
    input: { id, ids, paidOn },
    least: 'admin',
    against: (now, by) => {
      const all = ids.map((one) => the(now.expenses, one))
      return [
        ...reasons(wrongDay(paidOn), locked(now, paidOn), [
          new Set(all.map((one) => one.owner)).size > 1,
          'expenses_of_several_members',
        ]),
        ...all.flatMap((one) =>
          reasons(
            unseen(one, by),
            [one.paidBy !== 'member', 'expense_of_company'],
            [one.state === 'reimbursed', 'expense_reimbursed_once'],
            [one.state !== 'approved' && one.state !== 'reimbursed', 'expense_not_approved'],
            [paidOn < one.postedOn, 'invalid_input'],
          ),
        ),
      ]
    },
    effect: (after) => {
      const all = ids.map((one) => the(after.expenses, one))
      const amount = all.reduce((sum, one) => sum + one.amount, 0)
      for (const one of all) one.state = 'reimbursed'
      after.reimbursements.set(id, { id, paidOn, amount, ids, reversed: false })
      post(after, [
        ['2300', amount],
        ['1000', 0 - amount],
      ])
    },
  }
}

export const reverseReimbursement: Move = (books, dice) => {
  const paid = dice.one([...books.reimbursements.values()])
  if (!paid) return undefined
  const { id, ids, amount, paidOn } = paid
  const reversedOn = daySince(dice, paidOn)
  return {
    name: 'undo paying a member back',
    command: 'expenses.reverseReimbursement',
    input: { reimbursementId: id, reversedOn },
    least: 'admin',
    against: (now) =>
      reasons(
        [the(now.reimbursements, id).reversed, 'reimbursement_reversed_once'],
        wrongDay(reversedOn, paidOn),
        locked(now, reversedOn),
      ),
    effect: (after) => {
      the(after.reimbursements, id).reversed = true
      for (const one of ids) the(after.expenses, one).state = 'approved'
      post(after, [
        ['1000', amount],
        ['2300', 0 - amount],
      ])
    },
  }
}
