import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { LineTotals } from '../domain/totals.ts'
import classes from './editor.module.css'
import type { Draft } from './editor.tsx'
import { LineEditor } from './editor-line.tsx'
import { blankLine, type EditorLine, moved } from './editor-values.ts'

type Props = { draft: Pick<Draft, 'values' | 'change' | 'problems'>; totals: readonly LineTotals[] }

/** The lines: Enter adds one below, Alt and arrows move one, arrows go from amount to amount. */
export function EditorLines({ draft, totals }: Props) {
  const { values, change, problems } = draft
  const box = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState<string | undefined>(undefined)
  useEffect(() => {
    if (!wanted) return
    box.current?.querySelector<HTMLElement>(`[data-line="${wanted}"] input`)?.focus()
    setWanted(undefined)
  }, [wanted])

  const set = (lines: (now: EditorLine[]) => EditorLine[]) => change((now) => ({ ...now, lines: lines(now.lines) }))
  const add = (after: number) => {
    const line = blankLine()
    set((lines) => lines.toSpliced(after + 1, 0, line))
    setWanted(line.id)
  }
  const remove = (at: number) => {
    const next = values.lines[at + 1] ?? values.lines[at - 1]
    const fresh = blankLine()
    set((lines) => (lines.length === 1 ? [fresh] : lines.toSpliced(at, 1)))
    setWanted(next?.id ?? fresh.id)
  }
  const step = (from: HTMLElement, at: number, by: number) => {
    const field = from.dataset.field
    const to = values.lines[at + by]
    if (field && to) box.current?.querySelector<HTMLElement>(`[data-line="${to.id}"] [data-field="${field}"]`)?.focus()
  }
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>, at: number) => {
    const target = event.target as HTMLElement
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (event.defaultPrevented || event.metaKey || event.ctrlKey) return
    if (event.key === 'Enter' && target instanceof HTMLInputElement && target.type !== 'checkbox') {
      event.preventDefault()
      add(at)
    } else if (by !== 0 && event.altKey) {
      event.preventDefault()
      set((lines) => moved(lines, at, at + by))
    } else if (by !== 0) step(target, at, by)
  }

  return (
    <div ref={box} className={classes.lines}>
      <div className={classes.lineHead} aria-hidden="true">
        <span>Item</span>
        <span>Quantity</span>
        <span>Price</span>
        <span>Taxable</span>
        <span>Tax</span>
        <span>Amount</span>
        <span />
      </div>
      {values.lines.map((line, at) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: it hears the keys of the fields inside
        <div key={line.id} data-line={line.id} onKeyDown={(event) => onKeyDown(event, at)}>
          <LineEditor
            line={line}
            place={at}
            last={at === values.lines.length - 1}
            amountCents={totals[at]?.subtotalCents ?? 0}
            problems={problems}
            change={(more) => set((lines) => lines.map((one) => (one.id === line.id ? { ...one, ...more } : one)))}
            move={(by) => set((lines) => moved(lines, at, at + by))}
            remove={() => remove(at)}
          />
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        onClick={() => add(values.lines.length - 1)}
      >
        Add line
      </Button>
    </div>
  )
}
