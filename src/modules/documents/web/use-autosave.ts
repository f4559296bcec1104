import { useEffect, useRef, useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { type Invoice, type InvoiceDocument, updateInvoice } from '../contract.ts'
import { changeOf, differencesOf, placed, problemsOf, totalsOf, valuesOf } from './editor-values.ts'

const pauseMs = 800

/** The draft on screen, saved by itself a moment after the last key, and never over what somebody else saved. */
export function useAutosave(invoice: Invoice) {
  const [values, setValues] = useState(() => valuesOf(invoice))
  const first = useRef({ document: invoice as InvoiceDocument, text: JSON.stringify(changeOf(values)) })
  const [saved, setSaved] = useState(first.current)
  const base = useRef(saved)
  const latest = useRef(values)
  latest.current = values
  const running = useRef<Promise<unknown> | undefined>(undefined)
  const update = useCommand(updateInvoice, { quiet: true, invalidates: ['/invoices', '/time-entries'] })
  const text = JSON.stringify(changeOf(values))
  const problems = problemsOf(values, invoice.id)
  const current = update.problem?.status === 412 ? (update.problem.current as InvoiceDocument | undefined) : undefined
  const refused = update.problem?.status === 412

  function keep(document: InvoiceDocument, asText: string): void {
    base.current = { document, text: asText }
    setSaved(base.current)
  }

  /** Saves what is on screen now; undefined when something is in the way. */
  async function save(): Promise<InvoiceDocument | undefined> {
    await running.current
    const now = latest.current
    const change = changeOf(now)
    const asText = JSON.stringify(change)
    if (asText === base.current.text) return base.current.document
    if (Object.keys(problemsOf(now, invoice.id)).length > 0 || totalsOf(now).problem) return undefined
    const going = update.run({ invoiceId: invoice.id, ...change } as never, { ifMatch: base.current.document.revision })
    running.current = going
    const answer = await going
    running.current = undefined
    if (answer) keep(answer, asText)
    return answer
  }

  useSaving({ text, dirty: text !== saved.text, stopped: refused, save })

  return {
    values,
    change: setValues,
    save,
    /** Beside their fields: what the contract says, then what the server said. */
    problems: { ...serverProblems(update.problem?.errors, values), ...problems },
    dirty: text !== saved.text,
    saving: update.pending,
    refusal: update.problem,
    /** Somebody else saved meanwhile: what they changed, and the two ways on. */
    conflict: refused
      ? {
          differences: current ? differencesOf(base.current.document, current) : [],
          takeTheirs: () => {
            if (!current) return location.reload()
            const theirs = valuesOf(current)
            keep(current, JSON.stringify(changeOf(theirs)))
            setValues(theirs)
            update.reset()
          },
          keepMine: () => {
            if (current) base.current = { ...base.current, document: current, text: '' }
            update.reset()
            void save()
          },
        }
      : undefined,
  }
}

type Saving = { text: string; dirty: boolean; stopped: boolean; save: () => Promise<unknown> }

/** Saves after a pause, when the screen is left, and asks before the tab is closed over something unsaved. */
function useSaving({ text, dirty, stopped, save }: Saving): void {
  const last = useRef({ dirty, stopped, save })
  last.current = { dirty, stopped, save }
  useEffect(() => {
    if (!dirty || stopped || text === '') return
    const timer = setTimeout(() => void last.current.save(), pauseMs)
    return () => clearTimeout(timer)
  }, [text, dirty, stopped])
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (last.current.dirty) event.preventDefault()
    }
    addEventListener('beforeunload', ask)
    return () => {
      removeEventListener('beforeunload', ask)
      if (last.current.dirty && !last.current.stopped) void last.current.save()
    }
  }, [])
}

function serverProblems(
  errors: readonly { path: string; message: string }[] = [],
  values: ReturnType<typeof valuesOf>,
): Record<string, string> {
  return placed(Object.fromEntries(errors.map((one) => [one.path, one.message])), values)
}
