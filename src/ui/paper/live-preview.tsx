import { Skeleton, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useRef } from 'react'
import type { z } from 'zod'
import type { Endpoint } from '#kernel/endpoint.ts'
import { type Preview, usePreview } from '../command.ts'
import { asProblem } from '../problem.ts'
import { BalancesPreview, JournalPreview } from './journal-preview.tsx'
import classes from './live-preview.module.css'

type Props<I extends z.ZodObject, A extends z.ZodType> = {
  endpoint: Endpoint<I, A>
  /** What would be sent now. */
  input: Record<string, unknown>
  /** Whether it is complete enough to ask; `waiting` says what is missing. */
  ready: boolean
  waiting: string
}

/** What the form would do to the books, from a dry run of the very command, a moment after the last key. */
export function LivePreview<I extends z.ZodObject, A extends z.ZodType>({
  endpoint,
  input,
  ready,
  waiting,
}: Props<I, A>) {
  const now = JSON.stringify(input)
  const [settled] = useDebouncedValue(now, 350)
  const asking = ready && settled === now
  const { data, error } = usePreview(endpoint, JSON.parse(settled) as z.input<I>, { enabled: asking, background: true })
  const last = useRef<Preview<unknown> | undefined>(undefined)
  if (data) last.current = data
  const shown = data ?? last.current
  return (
    <section className={classes.preview} aria-label="What this does to the books" aria-busy={ready && !data && !error}>
      <h2 className={classes.heading}>In the books</h2>
      {!ready ? (
        <p className="quiet">{waiting}</p>
      ) : error && asking ? (
        <Text c="var(--mantine-color-error)" size="sm" role="alert">
          {asProblem(error).detail}
        </Text>
      ) : shown ? (
        <div className={classes.entries} data-stale={!data || undefined}>
          <JournalPreview entries={shown.entries} />
          <BalancesPreview balances={shown.balances} />
        </div>
      ) : (
        <Skeleton h={120} />
      )}
    </section>
  )
}
