import { useFormat } from '#ui/format.ts'
import { ReverseMoney } from '#ui/paper/reverse-money.tsx'
import { reverseCreditApplication } from '../contract.ts'

export type AppliedCredit = {
  applicationId: string
  clientId: string
  invoiceNumber: string
  appliedOn: string
  amountCents: number
}

/** Asks before credit is taken off an invoice again. */
export function UndoApplication({ applied, close }: { applied: AppliedCredit; close: () => void }) {
  const format = useFormat()
  const { applicationId, clientId, invoiceNumber, amountCents } = applied
  return (
    <ReverseMoney
      endpoint={reverseCreditApplication}
      input={(reason, reversedOn) => ({ clientId, applicationId, reason, ...(reversedOn ? { reversedOn } : {}) })}
      title={`Take ${format.money(amountCents)} off ${invoiceNumber}`}
      verb="Take credit off"
      consequences={[
        `${invoiceNumber} owes ${format.money(amountCents)} again; a paid invoice keeps that state and shows its open balance.`,
        'The client has the credit back.',
      ]}
      done="Credit taken off the invoice"
      example="Meant for another invoice"
      day={{ label: 'Taken off on', from: applied.appliedOn }}
      close={close}
    />
  )
}
