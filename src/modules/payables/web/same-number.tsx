import { useFormat } from '#ui/format.ts'
import { TextLink } from '#ui/link.tsx'
import type { SameNumber } from '../contract.ts'
import classes from './payables.module.css'

/** A warning, no refusal: the vendor has a bill with this number already. */
export function SameNumberNotice({ bills, vendorName }: { bills: readonly SameNumber[]; vendorName: string }) {
  const format = useFormat()
  const [first] = bills
  if (!first) return null
  return (
    <p className={classes.warning} role="status">
      {vendorName} has {bills.length === 1 ? 'a bill' : `${bills.length} bills`} with this number already:{' '}
      <TextLink to={`/bills/${first.id}`}>
        {format.date(first.billedOn)}, {format.money(first.totalCents)}
      </TextLink>
      . Enter it twice only if it came twice.
    </p>
  )
}
