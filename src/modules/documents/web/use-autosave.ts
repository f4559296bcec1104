import { useEffect, useRef, useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { type Invoice, type InvoiceDocument, updateInvoice } from '../contract.ts'
import { changeOf, differencesOf, type EditorValues, placed, problemsOf, totalsOf, valuesOf } from './editor-values.ts'

const pauseMs = 800

/** The draft on screen, saved by itself a moment after the last key, and never over what somebody else saved. */
export function useAutosave(invoice: Invoice) {
  const [values, setValues] = useState(() => valuesOf(invoice))
  const first = useRef({ document: invoice as InvoiceDocument, text: JSON.stringify(changeOf(values)) })
  const [saved, setSaved] = useState(first.current)
  const base = useRef(saved)
  const latest = useLatest(values)
  const running = useRef<Promise<unknown> | undefined>(undefined)
  const update = useCommand(updateInvoice, { quiet: true, invalidates: ['/invoices', '/time-entries'] })
  const text = JSON.stringify(changeOf(values))
  const refused = update.problem?.status === 412
  const current = refused ? (update.problem?.current as InvoiceDocument | undefined) : undefined

  function keep(saved: typeof base.current): void {
    base.current = saved
    setSaved(saved)
  }

  /** Saves what is on screen now; undefined when something is in the way. */
  async function save(): Promise<InvoiceDocument | undefined> {
    await running.current
    const change = changeOf(latest.current)
    const asText = JSON.stringify(change)
    if (asText === base.current.text) return base.current.document
    if (!isSavable(latest.current, invoice.id)) return undefined
    const going = update.run({ invoiceId: invoice.id, ...change } as never, { ifMatch: base.current.document.revision })
    running.current = going
    const answer = await going
    running.current = undefined
    if (answer) keep({ document: answer, text: asText })
    return answer
  }

  const dirty = text !== saved.text
  useSaving({ text, dirty, stopped: refused, save })
  return {
    values,
    change: setValues,
    save,
    // Beside their fields: what the contract says over what the server said.
    problems: { ...serverProblems(update.problem?.errors, values), ...problemsOf(values, invoice.id) },
    dirty,
    saving: update.pending,
    refusal: update.problem,
    /** Somebody else saved meanwhile: what they changed, and the two ways on. */
    conflict: refused
      ? conflictOf(base.current.document, current, {
          take(theirs) {
            keep({ document: theirs, text: JSON.stringify(changeOf(valuesOf(theirs))) })
            setValues(valuesOf(theirs))
            update.reset()
          },
          over(theirs) {
            base.current = { document: theirs, text: '' }
            update.reset()
            void save()
          },
        })
      : undefined,
  }
}

/** The newest value, for what runs later. */
function useLatest<T>(value: T) {
  const latest = useRef(value)
  latest.current = value
  return latest
}

const isSavable = (values: EditorValues, invoiceId: string) =>
  Object.keys(problemsOf(values, invoiceId)).length === 0 && !totalsOf(values).problem

type Ways = { take: (theirs: InvoiceDocument) => void; over: (theirs: InvoiceDocument) => void }

/** What they changed, and taking it or saving over it. Without their version only loading it again helps. */
function conflictOf(before: InvoiceDocument, theirs: InvoiceDocument | undefined, ways: Ways) {
  const to = (way: Ways['take']) => () => (theirs ? way(theirs) : location.reload())
  return {
    differences: theirs ? differencesOf(before, theirs) : [],
    takeTheirs: to(ways.take),
    keepMine: to(ways.over),
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
