import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { TextLink } from '#ui/link.tsx'
import { Facts } from '#ui/page/facts.tsx'
import { Day, When } from '#ui/page/when.tsx'
import { useCan } from '#ui/session.ts'
import { Slot } from '#ui/slot.tsx'
import { type BillDetail, updateBillNotes } from '../contract.ts'
import classes from './payables.module.css'

/** Vendor, dates, where it came from, notes, and who did what. */
export function BillRail({ bill }: { bill: BillDetail }) {
  return (
    <>
      <Facts
        heading="Bill"
        facts={[
          [
            'Vendor',
            <TextLink key="vendor" to={`/vendors/${bill.vendorId}`}>
              {bill.vendorName}
            </TextLink>,
          ],
          ['Number', bill.number],
          ['Date', <Day key="date" date={bill.billedOn} />],
          ['Due', <Day key="due" date={bill.dueOn} />],
          ['Booked on', bill.bookedOn !== bill.billedOn && bill.bookedOn && <Day key="booked" date={bill.bookedOn} />],
          ['Voided on', bill.voidedOn && <Day key="voided" date={bill.voidedOn} />],
          [
            'Made by',
            bill.recurringBillId && (
              <TextLink key="plan" to={`/recurring-bills/${bill.recurringBillId}`}>
                {bill.recurringBillName}
              </TextLink>
            ),
          ],
          ['Entered', <When key="when" at={bill.createdAt} />],
        ]}
      />
      <Notes key={bill.revision} bill={bill} />
      <Slot name="activity" subjectType="bill" subjectId={bill.id} />
    </>
  )
}

function Notes({ bill }: { bill: BillDetail }) {
  const mayWrite = useCan('payables:write')
  const [notes, setNotes] = useState(bill.notes ?? '')
  const save = useCommand(updateBillNotes, { done: 'Notes saved', invalidates: ['/bills'] })
  if (!mayWrite) return bill.notes ? <Facts heading="Notes" facts={[['', bill.notes]]} /> : null
  const changed = notes !== (bill.notes ?? '')
  return (
    <section className={classes.notes}>
      <h2 className={classes.heading}>Notes</h2>
      <Textarea
        aria-label="Notes"
        placeholder="Only your company sees them"
        autosize
        minRows={2}
        maxRows={12}
        value={notes}
        onChange={(event) => setNotes(event.currentTarget.value)}
      />
      {changed && (
        <Button size="xs" loading={save.pending} onClick={() => void save.run({ billId: bill.id, notes })}>
          Save notes
        </Button>
      )}
    </section>
  )
}
