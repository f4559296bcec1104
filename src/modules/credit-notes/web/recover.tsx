import { useFormat } from '#ui/format.ts'
import { ReverseMoney } from '#ui/paper/reverse-money.tsx'
import { reverseWriteOff, type WriteOff } from '../contract.ts'
import { touched } from './words.ts'

/** Asks before a write-off is recovered: the invoice is owed again. */
export function RecoverWriteOff({ writeOff, close }: { writeOff: WriteOff; close: () => void }) {
  const format = useFormat()
  return (
    <ReverseMoney
      endpoint={reverseWriteOff}
      input={(reason, reversedOn) => ({ writeOffId: writeOff.id, reason, ...(reversedOn ? { reversedOn } : {}) })}
      title={`Recover ${format.money(writeOff.amountCents)}`}
      consequences={[
        `Invoice ${writeOff.invoiceNumber} is owed again, so that a late payment can be recorded on it.`,
        'The write-off stays on record, marked as recovered.',
      ]}
      invalidates={touched}
      done="Write-off recovered"
      example="They pay after all"
      day={{ label: 'Recovered on', from: writeOff.writtenOffOn }}
      close={close}
    />
  )
}
