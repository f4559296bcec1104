import { beforeAll, expect, test } from 'vitest'
import { voidInvoice } from '#modules/documents/server/index.ts'
import { applyCredit, recordPayment } from '#modules/payments/server/index.ts'
import { useHouse } from '#testing/house.ts'
import { assertInvariants } from '#testing/invariants.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { correctInvoice } from './correct-invoice.ts'
import { createCreditNote } from './create-credit-note.ts'
import { postCreditNote } from './post-credit-note.ts'
import { reverseCreditNote } from './reverse-credit-note.ts'
import { reverseWriteOff } from './reverse-write-off.ts'
import { writeOffInvoice } from './write-off-invoice.ts'

const house = useHouse({ EZ360_DATABASE_POOL: '32' })
const work = workCast(house)
const money = moneyCast(house)
let clientId = ''
beforeAll(async () => {
  clientId = await work.client({ organization_name: 'Birch' })
})

/** Refusals that may meet whoever comes second; anything else is a bug, a deadlock first of all. */
const expected = new Set([
  ...['allocation_exceeds_balance', 'invoice_not_payable', 'credit_exceeded', 'balance_exceeded'],
  ...['credit_note_exceeds_invoice', 'credit_note_credit_used', 'invoice_not_creditable', 'invoice_not_voidable'],
  ...['invoice_written_off', 'nothing_to_write_off', 'invoice_corrected', 'correction_kept', 'invalid_input'],
])

test.each([1, 2, 3])(
  '32 at once post notes, pay, apply credit, write off, void and correct one invoice: nothing breaks (%i)',
  async () => {
    const invoice = await money.invoice(clientId, 100_000)
    const invoiceId = invoice.id
    const { ada, mia } = house.as
    const drafts: string[] = []
    for (let at = 0; at < 8; at += 1) {
      drafts.push((await mia.execute(createCreditNote, { invoiceId, subtotalCents: 9_000 })).id)
    }
    const pay = (cents: number) =>
      mia.execute(recordPayment, {
        ...{ clientId, method: 'cash', amountCents: cents + 500 },
        allocations: [{ invoiceId, amountCents: cents }],
      })
    const noteAndBack = async (creditNoteId: string) => {
      await ada.execute(postCreditNote, { creditNoteId })
      await ada.execute(reverseCreditNote, { creditNoteId })
    }
    const writeOffAndBack = async () => {
      const { id } = await ada.execute(writeOffInvoice, { invoiceId, amountCents: 700, reason: 'Lost' })
      await ada.execute(reverseWriteOff, { writeOffId: id })
    }
    const acts = [
      ...drafts.map((id, at) => () => (at % 2 ? noteAndBack(id) : ada.execute(postCreditNote, { creditNoteId: id }))),
      ...Array.from({ length: 10 }, (_one, at) => () => pay(6_000 + at)),
      ...Array.from({ length: 4 }, () => () => mia.execute(applyCredit, { clientId, invoiceId, amountCents: 400 })),
      ...Array.from({ length: 4 }, () => writeOffAndBack),
      ...Array.from({ length: 4 }, () => () => ada.execute(voidInvoice, { invoiceId })),
      ...Array.from({ length: 2 }, () => () => ada.execute(correctInvoice, { invoiceId })),
    ]
    expect(acts).toHaveLength(32)
    const ended = await Promise.allSettled(acts.sort(() => Math.random() - 0.5).map((act) => act()))
    const codes = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason.code ?? String(one.reason)] : []))
    expect(codes.filter((code) => !expected.has(code))).toEqual([])
    await assertInvariants(house)
  },
)
