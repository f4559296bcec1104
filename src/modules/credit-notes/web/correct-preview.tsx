import { Skeleton, Text } from '@mantine/core'
import { usePreview } from '#ui/command.ts'
import { BalancesPreview, JournalPreview } from '#ui/paper/journal-preview.tsx'
import { asProblem } from '#ui/problem.ts'
import { correctInvoice } from '../contract.ts'
import classes from './credit-notes.module.css'

/** What the correction would post and leave as balances, from a dry run of the very command. */
export function CorrectPreview({ invoiceId, correctedOn }: { invoiceId: string; correctedOn: string | null }) {
  const { data, error } = usePreview(correctInvoice, { invoiceId, ...(correctedOn ? { correctedOn } : {}) })
  return (
    <section className={classes.block} aria-label="What this does to the books" aria-busy={!data && !error}>
      <h2 className={classes.heading}>In the books</h2>
      {error ? (
        <Text c="var(--mantine-color-error)" size="sm" role="alert">
          {asProblem(error).detail}
        </Text>
      ) : data ? (
        <div className={classes.preview}>
          <JournalPreview entries={data.entries} />
          <BalancesPreview balances={data.balances} />
        </div>
      ) : (
        <Skeleton h={160} />
      )}
    </section>
  )
}
