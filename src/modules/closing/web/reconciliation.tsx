import { Button, Skeleton } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useLive } from '#ui/events.ts'
import { TextLink } from '#ui/link.tsx'
import { Money } from '#ui/money/money.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { When } from '#ui/page/when.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import * as contract from '../contract.ts'
import classes from './closing.module.css'

/** Whether the books agree with the records that they are made from. Nothing is changed here. */
export function Reconciliation() {
  const { data, error, refetch } = useRead(contract.readReconciliation, {}, { staleMs: 0 })
  return (
    <Page
      title="Reconciliation"
      lead="Control accounts are moved only by their documents. Each must be what its records add up to, for every client."
    >
      <ProofBadge />
      {error ? (
        <Problem problem={asProblem(error)} retry={() => void refetch()} />
      ) : data ? (
        <>
          <Controls rows={data.controls} />
          {data.differences.length > 0 && <Differences rows={data.differences} />}
        </>
      ) : (
        <Skeleton h={200} maw={860} />
      )}
    </Page>
  )
}

/** The latest proof with its date; a rule that does not hold says which record. */
function ProofBadge() {
  const { data } = useRead(contract.readProof, {}, { staleMs: 0 })
  const [waiting, setWaiting] = useState<string | null | undefined>(undefined)
  useLive({ proof: ['/proof', '/month-end'] })
  const ask = useCommand(contract.askProof, { invalidates: [], onDone: () => setWaiting(data?.latest?.id ?? null) })
  if (!data) return <Skeleton h={64} mb={24} />
  const { latest } = data
  const underWay = waiting !== undefined && waiting === (latest?.id ?? null)
  return (
    <section className={classes.proof} aria-label="Proof of the books">
      <span role="status">
        {underWay ? (
          <StateDot state="running" label="The rules are being asked" />
        ) : latest === null ? (
          <StateDot state="pending" label="Not proved yet" />
        ) : latest.broken.length === 0 ? (
          <>
            <StateDot state="reconciled" label={`All ${latest.rules} rules hold`} />{' '}
            <span className="quiet">
              <When at={latest.provedAt} />
            </span>
          </>
        ) : (
          <>
            <StateDot state="failed" label={`${latest.broken.length} of ${latest.rules} rules do not hold`} />{' '}
            <span className="quiet">
              <When at={latest.provedAt} />
            </span>
          </>
        )}
      </span>
      <Button variant="default" size="xs" loading={ask.pending || underWay} onClick={() => void ask.run({})}>
        Prove now
      </Button>
      {!underWay && latest && latest.broken.length > 0 && (
        <ul>
          {latest.broken.map((one) => (
            <li key={one.name}>
              {one.says}{' '}
              <span className="quiet">
                {one.findings.map((found, at) => (
                  <span key={`${found.subjectId ?? ''} ${found.detail}`}>
                    {at > 0 && '; '}
                    <FoundRecord {...found} />: {found.detail}
                  </span>
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const recordPaths: { [subjectType: string]: string } = {
  account: '/reports/general-ledger?accountId=',
  bill: '/bills/',
  bill_payment: '/bill-payments/',
  client: '/clients/',
  credit_note: '/credit-notes/',
  expense: '/expenses/',
  expense_reimbursement: '/expenses/reimbursements/',
  invoice: '/invoices/',
  journal_entry: '/journal/',
  payment: '/payments/',
}

/** Which record a rule does not hold for: a link where it has a screen, its id elsewhere. */
function FoundRecord({ subjectType, subjectId }: { subjectType: string; subjectId: string | null }) {
  const name = subjectType.replaceAll('_', ' ')
  const path = recordPaths[subjectType]
  if (subjectId === null) return name
  return path ? <TextLink to={`${path}${subjectId}`}>{name}</TextLink> : `${name} ${subjectId}`
}

function Controls({ rows }: { rows: readonly contract.Control[] }) {
  return (
    <table className={classes.controls} aria-label="Control accounts">
      <thead>
        <tr>
          <th scope="col">Account</th>
          <th scope="col">Records</th>
          <th scope="col">In the books</th>
          <th scope="col">By the records</th>
          <th scope="col">Agree</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.code}>
            <td>
              <TextLink to={`/reports/general-ledger?accountId=${row.accountId}`}>
                {row.code} {row.name}
              </TextLink>
            </td>
            <td>{row.records}</td>
            <td data-label="In the books">
              <Money cents={row.ledgerCents} accounting zero="–" />
            </td>
            <td data-label="By the records">
              <Money cents={row.recordsCents} accounting zero="–" />
            </td>
            <td data-label="Agree">
              {row.ledgerCents === row.recordsCents ? (
                <StateDot state="reconciled" label="Yes" />
              ) : (
                <StateDot state="failed" label="No" />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Differences({ rows }: { rows: readonly contract.Difference[] }) {
  return (
    <section>
      <h2>Where they differ</h2>
      <table className={classes.controls} aria-label="Differences by client">
        <thead>
          <tr>
            <th scope="col">Client</th>
            <th scope="col">Account</th>
            <th scope="col">In the books</th>
            <th scope="col">By the records</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.accountCode} ${row.clientId}`}>
              <td>
                <TextLink to={`/clients/${row.clientId}`}>{row.clientName}</TextLink>
              </td>
              <td>{row.accountCode}</td>
              <td data-label="In the books">
                <Money cents={row.ledgerCents} accounting zero="–" />
              </td>
              <td data-label="By the records">
                <Money cents={row.recordsCents} accounting zero="–" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
