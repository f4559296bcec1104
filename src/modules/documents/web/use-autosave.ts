import { useEffect, useRef, useState } from 'react'
import { useCommand } from '#ui/command.ts'
import {
  changeOf,
  differencesOf,
  type EditedDocument,
  type EditorValues,
  placed,
  problemsOf,
  totalsOf,
  valuesOf,
} from './editor-values.ts'
import { type Kind, kinds, savingOf } from './kinds.ts'

const pauseMs = 800

/** The draft on screen, saved by itself a moment after the last key, and never over what somebody else saved. */
export function useAutosave(edited: EditedDocument, kind: Kind) {
  const [values, setValues] = useState(() => valuesOf(edited))
  const saving = savingOf(kind)
  const [saved, setSaved] = useState(() => ({ document: edited, text: JSON.stringify(changeOf(values, kind)) }))
  const base = useRef(saved)
  const latest = useLatest(values)
  const running = useRef<Promise<unknown> | undefined>(undefined)
  const update = useCommand(saving.endpoint, { quiet: true, invalidates: [kinds[kind].path, '/time-entries'] })
  const text = JSON.stringify(changeOf(values, kind))
  const refused = update.problem?.status === 412
  const current = refused ? (update.problem?.current as EditedDocument | undefined) : undefined

  function keep(saved: typeof base.current): void {
    base.current = saved
    setSaved(saved)
  }

  /** Saves what is on screen now; undefined when something is in the way. */
  async function save(): Promise<EditedDocument | undefined> {
    await running.current
    const change = changeOf(latest.current, kind)
    const asText = JSON.stringify(change)
    if (asText === base.current.text) return base.current.document
    if (!isSavable(latest.current, edited.id, kind)) return undefined
    const going = update.run({ [saving.id]: edited.id, ...change }, { ifMatch: base.current.document.revision })
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
    problems: { ...serverProblems(update.problem?.errors, values), ...problemsOf(values, edited.id, kind) },
    dirty,
    saving: update.pending,
    refusal: update.problem,
    /** Somebody else saved meanwhile: what they changed, and the two ways on. */
    conflict: refused
      ? conflictOf(base.current.document, current, {
          take(theirs) {
            keep({ document: theirs, text: JSON.stringify(changeOf(valuesOf(theirs), kind)) })
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

const isSavable = (values: EditorValues, id: string, kind: Kind) =>
  Object.keys(problemsOf(values, id, kind)).length === 0 && !totalsOf(values).problem

type Ways = { take: (theirs: EditedDocument) => void; over: (theirs: EditedDocument) => void }

/** What they changed, and taking it or saving over it. Without their version only loading it again helps. */
function conflictOf(before: EditedDocument, theirs: EditedDocument | undefined, ways: Ways) {
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
