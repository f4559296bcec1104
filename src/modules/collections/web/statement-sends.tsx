import { Select } from '@mantine/core'
import { useCommand } from '#ui/command.ts'
import type { Column } from '#ui/list/columns.ts'
import { DataList } from '#ui/list/row-list.tsx'
import { Money } from '#ui/money/money.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { Day } from '#ui/page/when.tsx'
import { useRead } from '#ui/query.ts'
import { useCan } from '#ui/session.ts'
import { cancelStatementSend, chooseMonthlyStatement, listStatementSends, type StatementSend } from '../contract.ts'
import classes from './collections.module.css'
import { toneWords } from './words.ts'

/** Statements that went out or wait, and whether one goes every month. */
export function StatementSends({ clientId }: { clientId: string }) {
  const { data } = useRead(listStatementSends, { clientId })
  const maySend = useCan('documents:send')
  const invalidates = ['/clients'] as const
  const cancel = useCommand(cancelStatementSend, { done: 'Cancelled', invalidates })
  const choose = useCommand(chooseMonthlyStatement, { done: 'Saved', invalidates })
  if (!data) return null
  return (
    <section className={classes.block} aria-label="Statements by e-mail">
      <div className={classes.head}>
        <h2 className={classes.heading}>By e-mail</h2>
        <Select
          size="xs"
          w={260}
          label="Every month by itself"
          allowDeselect={false}
          disabled={!maySend || choose.pending}
          data={[
            { value: 'company', label: `As the company does (${data.companyMonthly ? 'yes' : 'no'})` },
            { value: 'always', label: 'Yes' },
            { value: 'never', label: 'No' },
          ]}
          value={data.schedule}
          onChange={(schedule) => void choose.run({ clientId, schedule: schedule as typeof data.schedule })}
        />
      </div>
      {data.items.length === 0 ? (
        <p className="quiet">No statement has been sent to this client yet.</p>
      ) : (
        <DataList
          label="Statements by e-mail"
          columns={columns}
          rows={data.items}
          rowActions={(send) => [
            {
              label: 'Cancel',
              needs: 'documents:send',
              hidden: send.state !== 'scheduled',
              run: () => void cancel.run({ statementSendId: send.id }),
            },
          ]}
        />
      )}
    </section>
  )
}

const columns: Column<StatementSend>[] = [
  { key: 'what', header: 'What', cell: (send) => toneWords[send.tone], card: 'title' },
  { key: 'day', header: 'Day', cell: (send) => <Day date={send.sendOn} />, width: 130 },
  { key: 'to', header: 'To', cell: (send) => send.toEmail },
  { key: 'state', header: 'State', cell: (send) => <SendState send={send} />, width: 190 },
  {
    key: 'amount',
    header: 'Balance',
    cell: (send) => (send.closingCents === null ? '–' : <Money cents={send.closingCents} />),
    align: 'right',
    width: 120,
    card: 'amount',
  },
]

function SendState({ send }: { send: StatementSend }) {
  return (
    <span title={send.error ?? undefined}>
      <StateDot state={send.state} />
    </span>
  )
}
