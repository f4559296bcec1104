import { Button, Text, Textarea } from '@mantine/core'
import { IconEye, IconSend } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useKeys } from '#ui/keys.ts'
import { useGo } from '#ui/link.tsx'
import { Page } from '#ui/page/page.tsx'
import { Paper } from '#ui/paper/paper.tsx'
import { useCan } from '#ui/session.ts'
import type { Invoice, Quote } from '../contract.ts'
import classes from './editor.module.css'
import { EditorHead } from './editor-head.tsx'
import { EditorLines } from './editor-lines.tsx'
import { EditorRail } from './editor-rail.tsx'
import { EditorStory } from './editor-story.tsx'
import { liveDeposit, totalsOf } from './editor-values.ts'
import { type Kind, kinds } from './kinds.ts'
import { Sums } from './sums.tsx'
import { useAutosave } from './use-autosave.ts'

export type Edited = Invoice | Quote

type Props<D extends Edited> = {
  invoice: D
  kind: Kind
  reload: () => Promise<D | undefined>
  /** The dialog that sends it. */
  send: (sending: { document: D; close: () => void; onDone: () => void }) => ReactNode
}
export type Draft = ReturnType<typeof useAutosave>

/** The draft as paper, edited in place; it saves itself. */
export function Editor<D extends Edited>({ invoice, kind, reload, send }: Props<D>) {
  const go = useGo()
  const draft = useAutosave(invoice, kind)
  const { one, title, many, path } = kinds[kind]
  const sending = useSending(draft, reload)
  const { values, change } = draft
  const { totals, problem } = totalsOf(values)
  const maySend = useCan('documents:send')
  useKeys([
    { keys: 'mod+s', label: 'Save draft', run: () => void draft.save() },
    ...(maySend ? [{ keys: 'mod+Enter', label: `Send ${one}`, run: () => void sending.open() }] : []),
  ])
  return (
    <>
      <Page
        title={`Draft ${one}`}
        crumbs={[{ label: many, to: path }]}
        state={<SaveState draft={draft} />}
        primary={{ label: 'Send', icon: IconSend, needs: 'documents:send', run: () => void sending.open() }}
        secondary={[{ label: 'View', icon: IconEye, to: `${path}/${invoice.id}` }]}
        rail={<EditorRail draft={draft} kind={kind} />}
      >
        <Notices draft={draft} problem={problem?.message} missing={sending.missing} />
        <Paper letter>
          <EditorHead draft={draft} from={invoice.company.name} kind={kind} title={title} />
          <EditorStory draft={draft} kind={kind} />
          <EditorLines draft={draft} totals={totals.lines} />
          <Sums totals={totals} depositCents={liveDeposit(values, totals.totalCents)} />
          <div className={classes.texts}>
            <Textarea
              label="Notes"
              placeholder="Thank you for your business."
              autosize
              minRows={2}
              maxLength={4000}
              value={values.notes}
              onChange={({ currentTarget: { value: notes } }) => change((now) => ({ ...now, notes }))}
              error={draft.problems.notes}
            />
            <Textarea
              label="Terms"
              placeholder="How and when to pay"
              autosize
              minRows={2}
              maxLength={4000}
              value={values.terms}
              onChange={({ currentTarget: { value: terms } }) => change((now) => ({ ...now, terms }))}
              error={draft.problems.terms}
            />
            <Textarea
              label="Footer"
              placeholder="Small print at the very end"
              autosize
              minRows={1}
              maxLength={4000}
              value={values.footer}
              onChange={({ currentTarget: { value: footer } }) => change((now) => ({ ...now, footer }))}
              error={draft.problems.footer}
            />
          </div>
        </Paper>
      </Page>
      {sending.ready &&
        send({
          document: sending.ready,
          close: sending.close,
          onDone: () => go(`${path}/${invoice.id}`, { replace: true }),
        })}
    </>
  )
}

/** Sending begins with saving: what is on screen is what goes out. */
function useSending<D extends Edited>(draft: Draft, reload: () => Promise<D | undefined>) {
  const [ready, setReady] = useState<D | undefined>(undefined)
  const [missing, setMissing] = useState<string | undefined>(undefined)
  async function open(): Promise<void> {
    if (ready) return
    setMissing(undefined)
    const saved = await draft.save()
    if (!saved) return setMissing('Correct what is marked first; then it can be sent.')
    if (saved.lines.length === 0) return setMissing('Add a line before sending it.')
    setReady(await reload())
  }
  return { ready, missing, open, close: () => setReady(undefined) }
}

function SaveState({ draft }: { draft: Draft }) {
  const text = draft.conflict
    ? 'Not saved'
    : draft.saving
      ? 'Saving…'
      : !draft.dirty
        ? 'Saved'
        : draft.refusal || Object.keys(draft.problems).length > 0
          ? 'Not saved yet'
          : 'Saving…'
  return (
    <span className="quiet" role="status">
      {text}
    </span>
  )
}

type NoticesProps = { draft: Draft; problem: string | undefined; missing: string | undefined }

/** What is in the way of saving or sending, above the paper. */
function Notices({ draft, problem, missing }: NoticesProps) {
  const { conflict, refusal, dirty } = draft
  if (conflict) return <Conflict conflict={conflict} />
  const sentence = problem ?? missing ?? (dirty && refusal && refusal.errors.length === 0 ? refusal.detail : undefined)
  if (!sentence) return null
  return (
    <Text className={classes.notice} role="alert" component="p">
      {sentence}
    </Text>
  )
}

function Conflict({ conflict }: { conflict: NonNullable<Draft['conflict']> }) {
  const what = conflict.differences.join(', ')
  return (
    <div className={classes.notice} role="alert">
      <p>
        Somebody saved this draft meanwhile{what && ` and changed: ${what}`}. Yours is still on screen and not saved.
      </p>
      <Button size="compact-sm" variant="default" onClick={conflict.takeTheirs}>
        Show theirs
      </Button>
      <Button size="compact-sm" variant="default" onClick={conflict.keepMine}>
        Keep mine
      </Button>
    </div>
  )
}
