import { TextInput } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useFormat } from '#ui/format.ts'
import { DataList } from '#ui/list/row-list.tsx'
import { Money } from '#ui/money/money.tsx'
import { Facts } from '#ui/page/facts.tsx'
import { FigureStrip } from '#ui/page/figure-strip.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day, When } from '#ui/page/when.tsx'
import { ConfirmMoney } from '#ui/paper/confirm-money.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { type Reimbursement, readReimbursement, reverseReimbursement } from '../contract.ts'
import { counted, madeStale } from './words.ts'

/** One act of paying a member back, and undoing it. */
export function ReimbursementScreen() {
  const { reimbursementId } = useParams({ strict: false }) as { reimbursementId: string }
  const { data, error, refetch } = useRead(readReimbursement, { reimbursementId })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  return data ? <OneReimbursement paid={data} /> : <ScreenSkeleton />
}

function OneReimbursement({ paid }: { paid: Reimbursement }) {
  const [undoing, setUndoing] = useState(false)
  return (
    <>
      <Page
        title={`Reimbursement to ${paid.memberName}`}
        crumbs={[
          { label: 'Expenses', to: '/expenses' },
          { label: 'Owed', to: '/expenses/owed' },
        ]}
        state={<StateDot state={paid.reversal ? 'reversed' : 'paid'} label={paid.reversal ? 'Undone' : 'Paid'} />}
        below={
          <FigureStrip figures={[{ label: 'Amount', cents: paid.amountCents, note: counted(paid.expenses.length) }]} />
        }
        rail={<Rail paid={paid} />}
        menu={[
          {
            label: 'Undo this reimbursement…',
            icon: IconArrowBackUp,
            danger: true,
            hidden: paid.reversal !== null,
            run: () => setUndoing(true),
          },
        ]}
      >
        <DataList
          label="What it paid back"
          columns={[
            { key: 'merchant', header: 'Merchant', cell: (row) => row.merchantName },
            { key: 'date', header: 'Date', cell: (row) => <Day date={row.spentOn} />, width: 130 },
            { key: 'amount', header: 'Amount', align: 'right', cell: (row) => <Money cents={row.amountCents} /> },
          ]}
          rows={paid.expenses}
          open={(row) => `/expenses/${row.id}`}
        />
      </Page>
      {undoing && <UndoDialog paid={paid} close={() => setUndoing(false)} />}
    </>
  )
}

function Rail({ paid }: { paid: Reimbursement }) {
  return (
    <>
      <Facts
        heading="Reimbursement"
        facts={[
          ['Paid on', <Day key="day" date={paid.paidOn} />],
          ['From', paid.accountName],
          ['Recorded', <When key="when" at={paid.createdAt} />],
        ]}
      />
      {paid.reversal && (
        <Facts
          heading="Undone"
          facts={[
            ['On', <Day key="day" date={paid.reversal.reversedOn} />],
            ['Why', paid.reversal.reason],
          ]}
        />
      )}
    </>
  )
}

function UndoDialog({ paid, close }: { paid: Reimbursement; close: () => void }) {
  const format = useFormat()
  const [reason, setReason] = useState('')
  return (
    <ConfirmMoney
      endpoint={reverseReimbursement}
      input={{ reimbursementId: paid.id, reason: reason.trim() || null }}
      previewInput={{ reimbursementId: paid.id, reason: null }}
      title={`Undo paying ${paid.memberName} back ${format.money(paid.amountCents)}`}
      verb="Undo reimbursement"
      danger
      consequences={[
        `${counted(paid.expenses.length)} will be owed to ${paid.memberName} again.`,
        'The reimbursement stays on record, marked as undone.',
      ]}
      invalidates={madeStale}
      done="Reimbursement undone"
      close={close}
    >
      <TextInput
        label="Reason"
        placeholder="The transfer came back"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmMoney>
  )
}
