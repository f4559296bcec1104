import { Stack } from '@mantine/core'
import { useState } from 'react'
import type { Discount } from '../domain/totals.ts'
import classes from './editor.module.css'
import { EditorLines } from './editor-lines.tsx'
import { DiscountFields, TaxFields } from './editor-rail.tsx'
import { blankLine, changeOf, type EditorLine, type EditorValues, noValues, placed, totalsOf } from './editor-values.ts'
import { Sums } from './sums.tsx'

/** What a document asks for, as its editor holds it and as it is sent. */
export type Content = Pick<ReturnType<typeof changeOf>, 'discount' | 'lines'>
type Line = Omit<EditorLine, 'description' | 'id'> & { id?: string | undefined; description: string | null }

type Props = {
  initial: { discount: Discount; lines: readonly Line[] }
  onChange: (content: Content) => void
  /** By path, counted as they were sent. */
  problems: Record<string, string>
}

/** The lines of a document with discount, tax and sums, edited in place and handed on with every key. */
export function InvoiceContent({ initial, onChange, problems }: Props) {
  const [values, setValues] = useState(() => valuesOf(initial))
  const change: React.Dispatch<React.SetStateAction<EditorValues>> = (next) => {
    const changed = typeof next === 'function' ? next(values) : next
    setValues(changed)
    const { discount, lines } = changeOf(changed, 'invoice')
    onChange({ discount, lines })
  }
  const draft = { values, change, problems: placed(problems, values) }
  const { totals, problem } = totalsOf(values)
  const sentence = problem?.message ?? problems.lines
  return (
    <>
      <EditorLines draft={draft} totals={totals.lines} />
      {sentence && (
        <p className={classes.notice} role="alert">
          {sentence}
        </p>
      )}
      <Sums totals={totals} />
      <Stack gap="lg" maw={320}>
        <DiscountFields draft={draft} />
        <TaxFields values={values} change={change} />
      </Stack>
    </>
  )
}

function valuesOf({ discount, lines }: Props['initial']): EditorValues {
  const kept = lines.map((line) => ({ ...blankLine(), ...given(line), description: line.description ?? '' }))
  return {
    ...noValues,
    discountKind: discount.kind,
    discountPercent: discount.kind === 'percent' ? discount.percent : null,
    discountCents: discount.kind === 'fixed' ? discount.cents : null,
    lines: kept.length > 0 ? kept : [blankLine()],
  }
}

/** Without an id the editor gives one. */
function given({ id, ...line }: Line): Omit<EditorLine, 'id' | 'description'> & { id?: string } {
  return id === undefined ? line : { ...line, id }
}
