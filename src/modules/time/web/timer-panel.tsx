import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useFormat } from '#ui/format.ts'
import { Confirm } from '#ui/page/confirm.tsx'
import { useCompanyId } from '#ui/session.ts'
import { clockText } from './duration-input.tsx'
import { ProjectField, ServiceField } from './subject-fields.tsx'
import classes from './timer.module.css'
import { type Subject, type UsedTimer, useElapsed } from './use-timer.ts'

export type PanelProps = { used: UsedTimer; stop: () => void; close: () => void }

/** What the timer is for, and its buttons. */
export function TimerPanel({ used, stop, close }: PanelProps) {
  const [switching, setSwitching] = useState(false)
  if (used.timer && !switching)
    return <RunningPanel used={used} stop={stop} close={close} change={() => setSwitching(true)} />
  const begin = (subject: Subject) => {
    close()
    setSwitching(false)
    void (used.timer ? used.switchTo(subject) : used.start(subject))
  }
  return <SubjectForm verb={used.timer ? 'Switch' : 'Start'} begin={begin} />
}

const nothing: Subject = {
  projectId: null,
  projectName: null,
  clientName: null,
  catalogItemId: null,
  serviceName: null,
  notes: null,
}

/** Asks what for. Begins with what this person worked on last, so that most days it is one press. */
function SubjectForm({ verb, begin }: { verb: string; begin: (subject: Subject) => void }) {
  const last = useLastSubject()
  const [subject, setSubject] = useState<Subject>(() => (verb === 'Start' ? last.read() : nothing))
  const [known] = useState(subject.projectId !== null)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), [])
  const change = (part: Partial<Subject>) => setSubject((before) => ({ ...before, ...part }))
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        last.keep(subject)
        begin(subject)
      }}
    >
      <Stack gap="sm">
        <ProjectField
          value={subject.projectId}
          current={subject.projectName}
          autoFocus={!known}
          onChange={(projectId, project) =>
            change({ projectId, projectName: project?.name ?? null, clientName: project?.clientName ?? null })
          }
        />
        <ServiceField projectId={subject.projectId} value={subject} onChange={change} />
        <Notes value={subject.notes} onChange={(notes) => change({ notes })} />
        <Button type="submit" fullWidth data-autofocus={known || undefined} leftSection={<IconPlayerPlay size={16} />}>
          {verb}
        </Button>
      </Stack>
    </form>
  )
}

function RunningPanel({ used, stop, close, change }: PanelProps & { change: () => void }) {
  const format = useFormat()
  const { timer } = used
  const seconds = useElapsed(timer, used.receivedMs)
  const [notes, setNotes] = useState(timer?.notes ?? null)
  const [service, setService] = useState({
    catalogItemId: timer?.catalogItemId ?? null,
    serviceName: timer?.serviceName ?? null,
  })
  const [discarding, setDiscarding] = useState(false)
  if (!timer) return null
  const saveNotes = () => notes !== timer.notes && void used.update({ notes })
  const saveService = () => service.serviceName !== timer.serviceName && void used.update(service)
  const end = () => {
    saveNotes()
    close()
    stop()
  }
  return (
    <Stack gap="sm">
      <div>
        <div className={classes.large}>{clockText(seconds)}</div>
        <Text size="sm" c="dimmed">
          {timer.runningSince ? 'Since' : 'Paused. Started'} {format.instant(timer.startedAt)}
        </Text>
      </div>
      <ProjectField
        value={timer.projectId}
        current={timer.projectName && `${timer.projectName}${timer.clientName ? ` · ${timer.clientName}` : ''}`}
        onChange={(projectId, project) =>
          used.update({ projectId, projectName: project?.name ?? null, clientName: project?.clientName ?? null })
        }
      />
      <ServiceField projectId={timer.projectId} value={service} onChange={setService} onBlur={saveService} />
      <Notes value={notes} onChange={setNotes} onBlur={saveNotes} />
      <Group grow gap="xs">
        {timer.runningSince ? (
          <Button variant="default" leftSection={<IconPlayerPause size={16} />} onClick={() => used.pause()}>
            Pause
          </Button>
        ) : (
          <Button variant="default" leftSection={<IconPlayerPlay size={16} />} onClick={() => used.resume()}>
            Resume
          </Button>
        )}
        <Button leftSection={<IconPlayerStop size={16} />} onClick={end} data-autofocus>
          Stop
        </Button>
      </Group>
      <Group justify="space-between" gap="xs">
        <Button variant="subtle" size="compact-sm" onClick={change}>
          Switch to other work
        </Button>
        <Button variant="subtle" color="red" size="compact-sm" onClick={() => setDiscarding(true)}>
          Discard
        </Button>
      </Group>
      {discarding && (
        <Confirm
          title="Discard this timer"
          verb="Discard"
          danger
          run={() => {
            close()
            void used.discard()
          }}
          close={() => setDiscarding(false)}
        >
          {clockText(seconds)} will not be kept, and there is no way back. Stop instead to keep it as a draft.
        </Confirm>
      )}
    </Stack>
  )
}

type NotesProps = { value: string | null; onChange: (notes: string | null) => void; onBlur?: () => void }

function Notes({ value, onChange, onBlur }: NotesProps) {
  return (
    <Textarea
      label="Notes"
      autosize
      minRows={2}
      maxRows={6}
      maxLength={4000}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || null)}
      onBlur={onBlur}
    />
  )
}

/** What this person worked on last in this company, on this machine; notes begin empty. */
function useLastSubject() {
  const key = `ez360.timer.${useCompanyId() ?? ''}`
  return {
    read(): Subject {
      try {
        return { ...nothing, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Subject>), notes: null }
      } catch {
        return nothing
      }
    },
    keep: (subject: Subject) => localStorage.setItem(key, JSON.stringify(subject)),
  }
}
