import { useFormat } from '#ui/format.ts'
import { useGo } from '#ui/link.tsx'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { chargeLateFee } from '../contract.ts'

type Props = { invoiceId: string; feeCents: number; close: () => void }

/** The fee that is due now, with what it posts. */
export function ChargeLateFee({ invoiceId, feeCents, close }: Props) {
  const go = useGo()
  const fee = useFormat().money(feeCents)
  return (
    <ConfirmMoney
      endpoint={chargeLateFee}
      input={{ invoiceId }}
      title={`Charge a late fee of ${fee}`}
      verb={`Charge ${fee}`}
      consequences={[
        'The fee is an invoice of its own; this one stays as it is.',
        'As your settings say, it is sent or waits as a draft. Nothing is booked for a draft.',
      ]}
      done="Late fee charged"
      onDone={(invoice) => go(`/invoices/${invoice.id}`)}
      close={close}
    />
  )
}
