import { newId } from '#kernel/ids.ts'
import type { CastName } from '../cast.ts'
import { expenseCast } from '../expense-cast.ts'
import type { TestHouse } from '../house.ts'
import { payablesCast } from '../payables-cast.ts'
import { workCast } from '../work-cast.ts'
import { caller } from './caller.ts'

/** One call of a money command that succeeds, and a field that makes it another body. */
export type Fixture = { who?: CastName; input: object; other?: object }
/** Makes what the command needs, anew each time: no fixture stands in the way of another. */
export type Prepare = () => Promise<Fixture>

const lines = [{ name: 'Design', unitPriceCents: 10_000 }]
const lateFees = {
  ...{ remindersOn: false, rules: [], statementsMonthly: false },
  ...{ lateFee: { kind: 'fixed', cents: 2_500 }, lateFeeGraceDays: 5, lateFeeRepeat: 'monthly', lateFeeSend: true },
}
const dates = { issuedOn: '2026-03-02', dueOn: '2026-04-01' }

/** A fixture for every command that moves or makes money, by its name. */
export function fixtures(house: TestHouse): { [command: string]: Prepare } {
  return {
    ...invoices(house),
    ...quotes(house, 'Estimate'),
    ...quotes(house, 'Proposal'),
    ...payments(house),
    ...refunds(house),
    ...corrections(house),
    ...expenses(house),
    ...bills(house),
    ...books(house),
  }
}

function begin(house: TestHouse) {
  const call = caller(house)
  const work = workCast(house)
  const client = () => work.client()
  const draft = async () => (await call('documents.createInvoice', { clientId: await client(), lines, ...dates })).id
  const sent = async () => call('documents.sendInvoice', { invoiceId: await draft(), email: null })
  const paid = async (more = 0) => {
    const { id: invoiceId, clientId } = await sent()
    const allocations = [{ invoiceId, amountCents: 10_000 }]
    const money = { method: 'check', receivedOn: '2026-03-09', amountCents: 10_000 + more }
    const payment = await call('payments.recordPayment', { clientId, ...money, allocations })
    return { paymentId: payment.id, clientId: clientId as string }
  }
  return { call, work, client, draft, sent, paid }
}

function invoices(house: TestHouse): { [command: string]: Prepare } {
  const { call, work, client, draft, sent } = begin(house)
  return {
    'documents.createInvoice': async () => ({
      input: { clientId: await client(), lines, ...dates },
      other: { notes: 'Another' },
    }),
    'documents.createInvoiceFromTime': async () => {
      const clientId = await client()
      const projectId = await work.project(clientId, { hourly_rate_cents: 9_000 })
      await work.time(clientId, { project_id: projectId })
      return { input: { clientId }, other: { clientId: await client() } }
    },
    'documents.duplicateInvoice': async () => ({ input: { invoiceId: await draft() }, other: { id: newId() } }),
    'documents.sendInvoice': async () => ({
      input: { invoiceId: await draft(), email: null },
      other: { sentOn: '2026-03-03' },
    }),
    'documents.sendInvoices': async () => ({
      input: { invoiceIds: [await draft(), await draft()], byEmail: false },
      other: { byEmail: true },
    }),
    'documents.voidInvoice': async () => ({
      input: { invoiceId: (await sent()).id },
      other: { voidedOn: '2026-05-01' },
    }),
    'recurring.runPlanNow': async () => {
      const plan = { name: 'Retainer', clientId: await client(), frequency: 'monthly', nextRunOn: '2199-01-01', lines }
      const { id: planId } = await call('recurring.createPlan', plan)
      return { input: { planId, plannedOn: '2199-01-01' }, other: { plannedOn: '2199-02-01' } }
    },
    'collections.chargeLateFee': async () => {
      const { id } = await sent()
      await call('collections.updateSettings', lateFees)
      return { input: { invoiceId: id }, other: { invoiceId: newId() } }
    },
  }
}

function quotes(house: TestHouse, One: 'Estimate' | 'Proposal'): { [command: string]: Prepare } {
  const { call, client } = begin(house)
  const name = (verb: string) => `documents.${verb}${One}`
  const draft = async () => (await call(name('create'), { clientId: await client(), lines, issuedOn: '2026-03-02' })).id
  const sent = async () => (await call(name('send'), { documentId: await draft(), email: null })).id
  const accepted = async () => (await call(name('accept'), { documentId: await sent(), name: 'Grace' })).id
  const another = { documentId: newId() }
  return {
    [name('create')]: async () => ({
      input: { clientId: await client(), lines, issuedOn: '2026-03-02' },
      other: { notes: 'Another' },
    }),
    [name('duplicate')]: async () => ({ input: { documentId: await draft() }, other: { id: newId() } }),
    [name('send')]: async () => ({ input: { documentId: await draft(), email: null }, other: another }),
    [name('accept')]: async () => ({ input: { documentId: await sent(), name: 'Grace' }, other: { name: 'Alan' } }),
    [name('decline')]: async () => ({ input: { documentId: await sent(), name: 'Grace' }, other: { name: 'Alan' } }),
    [name('convert')]: async () => ({ input: { documentId: await accepted() }, other: another }),
    [name('void')]: async () => ({ input: { documentId: await sent() }, other: another }),
  }
}

function payments(house: TestHouse): { [command: string]: Prepare } {
  const { call, sent, client } = begin(house)
  const applied = async () => {
    const { id: invoiceId, clientId } = await sent()
    await call('payments.recordPayment', { clientId, method: 'ach', amountCents: 500, receivedOn: '2026-03-09' })
    return { clientId: clientId as string, invoiceId, amountCents: 400 }
  }
  const awaited = async () => {
    const { id: invoiceId, clientId } = await sent()
    const money = { method: 'ach', amountCents: 7_000, receivedOn: '2026-03-09', pending: true }
    const allocations = [{ invoiceId, amountCents: 6_000 }]
    return (await call('payments.recordPayment', { clientId, ...money, allocations })).id
  }
  return {
    'payments.recordPayment': async () => {
      const { id: invoiceId, clientId } = await sent()
      const allocations = [{ invoiceId, amountCents: 6_000 }]
      const money = { method: 'stripe', amountCents: 7_500, feeCents: 248 }
      return { input: { clientId, ...money, allocations }, other: { amountCents: 7_501 } }
    },
    'payments.settlePayment': async () => ({
      input: { paymentId: await awaited() },
      other: { receivedOn: '2026-03-10' },
    }),
    'payments.failPayment': async () => ({
      input: { paymentId: await awaited(), reason: 'It never came' },
      other: { reason: 'It came back' },
    }),
    'payments.reversePayment': async () => {
      const money = { method: 'stripe', receivedOn: '2026-03-09', amountCents: 900, feeCents: 56 }
      return { input: { paymentId: (await call('payments.recordPayment', { clientId: await client(), ...money })).id } }
    },
    'payments.applyCredit': async () => ({ input: await applied(), other: { amountCents: 399 } }),
    'payments.reverseCreditApplication': async () => {
      const application = await applied()
      const { id: applicationId } = await call('payments.applyCredit', application)
      return { input: { clientId: application.clientId, applicationId } }
    },
    'payments.adjustCredit': async () => ({
      input: { clientId: await client(), centsDelta: 700, reason: 'For the delay' },
    }),
  }
}

function refunds(house: TestHouse): { [command: string]: Prepare } {
  const { call, paid } = begin(house)
  const underway = async () => {
    const refund = {
      paymentId: (await paid(900)).paymentId,
      amountCents: 1_500,
      refundedOn: '2026-03-10',
      pending: true,
    }
    return (await call('payments.refundPayment', refund)).id
  }
  return {
    'payments.refundPayment': async () => ({
      input: { paymentId: (await paid(900)).paymentId, amountCents: 1_500 },
      other: { amountCents: 1_501 },
    }),
    'payments.settleRefund': async () => ({
      input: { refundId: await underway() },
      other: { refundedOn: '2026-03-12' },
    }),
    'payments.failRefund': async () => ({
      input: { refundId: await underway(), reason: 'It was returned' },
      other: { reason: 'The account is closed' },
    }),
  }
}

function corrections(house: TestHouse): { [command: string]: Prepare } {
  const { call, sent } = begin(house)
  const note = async () => {
    const { id: invoiceId } = await sent()
    return { invoiceId, subtotalCents: 2_000, taxCents: 0 }
  }
  const drafted = async () => (await call('creditNotes.createCreditNote', await note())).id
  const posted = async () => (await call('creditNotes.postCreditNote', { creditNoteId: await drafted() })).id
  const written = async () => ({ invoiceId: (await sent()).id, reason: 'Gone' })
  return {
    'creditNotes.createCreditNote': async () => ({ input: await note(), other: { reason: 'Another' } }),
    'creditNotes.postCreditNote': async () => ({
      input: { creditNoteId: await drafted() },
      other: { postedOn: '2026-05-01' },
    }),
    'creditNotes.reverseCreditNote': async () => ({ input: { creditNoteId: await posted() } }),
    'creditNotes.writeOffInvoice': async () => ({ input: await written() }),
    'creditNotes.reverseWriteOff': async () => ({
      input: { writeOffId: (await call('creditNotes.writeOffInvoice', await written())).id },
    }),
    'creditNotes.correctInvoice': async () => ({ input: { invoiceId: (await sent()).id } }),
  }
}

function expenses(house: TestHouse): { [command: string]: Prepare } {
  const { call } = begin(house)
  const made = expenseCast(house)
  const own = { paidBy: 'member' } as never
  const approved = async () => ({ ids: [await made.approved('cy', own)] })
  return {
    'expenses.submit': async () => ({ who: 'cy', input: { ids: [await made.draft('cy')] }, other: { ids: [newId()] } }),
    'expenses.approve': async () => ({
      input: { ids: [await made.submitted('cy')] },
      other: { postedOn: '2026-03-31' },
    }),
    'expenses.reimburse': async () => ({ input: await approved(), other: { paidOn: '2026-03-31' } }),
    'expenses.reverseReimbursement': async () => ({
      input: { reimbursementId: (await call('expenses.reimburse', await approved())).id },
    }),
    'expenses.void': async () => ({ input: { expenseId: await made.approved('cy') } }),
  }
}

function bills(house: TestHouse): { [command: string]: Prepare } {
  const made = payablesCast(house)
  const { call } = begin(house)
  const vendor = () => made.vendor('Birch Supplies')
  const posted = async () => (await made.posted(await vendor(), 9_000, { number: 'B-1' })).id
  const part = async () => ({ billId: await posted(), amountCents: 4_000 })
  return {
    'payables.createBill': async () => {
      const line = { accountId: await made.account('6000'), unitPriceCents: 9_000, taxCents: 90 }
      return { input: { vendorId: await vendor(), number: 'B-1', lines: [line] }, other: { number: 'B-2' } }
    },
    'payables.postBill': async () => ({
      input: { billId: (await made.draft(await vendor(), 9_000)).id },
      other: { bookedOn: '2026-03-03' },
    }),
    'payables.voidBill': async () => ({ input: { billId: await posted() }, other: { voidedOn: '2026-05-01' } }),
    'payables.payBill': async () => ({ input: await part(), other: { amountCents: 4_001 } }),
    'payables.payBills': async () => {
      const vendorId = await vendor()
      const { id: billId } = await made.posted(vendorId, 9_000)
      return { input: { vendorId, allocations: [{ billId, amountCents: 9_000 }] }, other: { reference: 'Another' } }
    },
    'payables.reverseBillPayment': async () => ({
      input: { billPaymentId: (await call('payables.payBill', await part())).id },
    }),
  }
}

let nextCode = 6_100

function books(house: TestHouse): { [command: string]: Prepare } {
  const { call } = begin(house)
  const { account } = payablesCast(house)
  const entry = async () => ({
    entryDate: '2026-03-02',
    memo: 'By hand',
    lines: [
      { accountId: await account('1000'), debitCents: 700 },
      { accountId: await account('3000'), creditCents: 700 },
    ],
  })
  return {
    'journal.createManualEntry': async () => ({ input: await entry(), other: { memo: 'Another' } }),
    'accounts.merge': async () => {
      const added = async (name: string) =>
        (await call('accounts.create', { code: String(nextCode++), name, type: 'expense' })).id
      const [accountId, intoAccountId] = [await added('Old'), await added('New')]
      const lines = [
        { accountId, debitCents: 700 },
        { accountId: await account('1000'), creditCents: 700 },
      ]
      await call('journal.createManualEntry', { ...(await entry()), lines })
      return { input: { accountId, intoAccountId }, other: { mergedOn: '2027-01-01' } }
    },
    'journal.reverse': async () => ({
      input: { entryId: (await call('journal.createManualEntry', await entry())).entryId },
      other: { memo: 'Another' },
    }),
    'journal.postOpeningBalances': async () => ({
      input: { asOf: '2025-12-31', lines: [{ accountId: await account('1000'), debitCents: 5_000 }] },
      other: { asOf: '2025-12-30' },
    }),
  }
}
