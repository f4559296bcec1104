import { newId } from '#kernel/ids.ts'
import { anyDay, daySince, locked, type Move, reasons, today, wrongDay } from './act.ts'
import { changeCredit, isPromised, lacksCredit, post, settle, the } from './books.ts'

export const apply: Move = (books, dice) => {
  const all = [...books.invoices.values()]
  const rich = all.filter((one) => one.due > 0 && (books.credit.get(one.clientId) ?? 0) > 0)
  const invoice = dice.oneIn(8) ? dice.one(all) : dice.one(rich)
  if (!invoice) return undefined
  const invoiceId = invoice.id
  const clientId = dice.oneIn(12) ? (dice.one([...books.credit.keys()]) ?? '') : invoice.clientId
  const amountCents = dice.cents(Math.min(invoice.due, books.credit.get(clientId) ?? 0) || 10)
  const [id, appliedOn] = [newId(), daySince(dice, invoice.issuedOn)]
  return {
    name: 'apply credit',
    command: 'payments.applyCredit',
    input: { id, clientId, invoiceId, amountCents, appliedOn },
    least: 'manager',
    against: (now) => {
      const one = the(now.invoices, invoiceId)
      return reasons(
        [one.state === 'deleted', 'not_found'],
        [one.clientId !== clientId, 'invoice_of_other_client'],
        [one.state === 'draft' || one.state === 'void', 'invoice_not_payable'],
        [amountCents > one.due, 'allocation_exceeds_balance'],
        [amountCents > (now.credit.get(clientId) ?? 0), 'credit_exceeded'],
        wrongDay(appliedOn),
        [appliedOn < one.issuedOn, 'settled_before_issued'],
        isPromised(now, clientId, amountCents),
        [lacksCredit(now, clientId, amountCents, appliedOn), 'credit_before_it_came'],
        locked(now, appliedOn),
      )
    },
    effect: (after) => {
      after.applications.set(id, { id, clientId, invoiceId, amount: amountCents, on: appliedOn, undone: false })
      settle(after, invoiceId, amountCents)
      changeCredit(after, clientId, 0 - amountCents, appliedOn)
      post(after, [
        ['2200', amountCents],
        ['1100', 0 - amountCents],
      ])
    },
  }
}

export const undoApplication: Move = (books, dice) => {
  const application = dice.one([...books.applications.values()])
  if (!application) return undefined
  const { id, clientId, invoiceId, amount } = application
  const reversedOn = dice.oneIn(3) ? anyDay(dice) : today
  return {
    name: 'take credit off an invoice',
    command: 'payments.reverseCreditApplication',
    input: { clientId, applicationId: id, reversedOn },
    least: 'manager',
    against: (now) =>
      reasons(
        [the(now.applications, id).undone, 'credit_application_reversed_once'],
        wrongDay(reversedOn, application.on),
        locked(now, reversedOn),
      ),
    effect: (after) => {
      the(after.applications, id).undone = true
      settle(after, invoiceId, 0 - amount)
      changeCredit(after, clientId, amount, reversedOn)
      post(after, [
        ['1100', amount],
        ['2200', 0 - amount],
      ])
    },
  }
}

export const adjust: Move = (books, dice) => {
  const clientId = dice.one([...books.credit.keys()]) ?? ''
  const take = dice.oneIn(2)
  const cents = dice.cents(take ? (books.credit.get(clientId) ?? 0) : 9_000)
  const [centsDelta, adjustedOn] = [take ? -cents : cents, anyDay(dice)]
  return {
    name: take ? 'take credit away' : 'give credit',
    command: 'payments.adjustCredit',
    input: { clientId, centsDelta, adjustedOn, reason: 'By hand' },
    least: 'admin',
    against: (now) =>
      reasons(
        [(now.credit.get(clientId) ?? 0) + centsDelta < 0, 'credit_exceeded'],
        wrongDay(adjustedOn),
        isPromised(now, clientId, 0 - centsDelta),
        [lacksCredit(now, clientId, 0 - centsDelta, adjustedOn), 'credit_before_it_came'],
        locked(now, adjustedOn),
      ),
    effect: (after) => {
      changeCredit(after, clientId, centsDelta, adjustedOn)
      post(after, [
        ['4900', centsDelta],
        ['2200', 0 - centsDelta],
      ])
    },
  }
}
