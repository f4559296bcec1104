import { Button, Checkbox, Group, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useCommand } from '#ui/command.ts'
import type { ContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { FormBody, Row } from '#ui/form/form-page.tsx'
import { toast } from '#ui/toast.tsx'
import * as contract from '../contract.ts'
import { madeStale, useBulk } from './bulk.tsx'
import { DurationInput } from './duration-input.tsx'
import type { EntryValues } from './entry-form.ts'
import { ProjectField, ServiceField } from './subject-fields.tsx'

type Props = {
  form: ContractForm<EntryValues>
  verb: string
  cancel: () => void
  /** The draft that is being changed. */
  entry?: contract.SavedTimeEntry
  close?: () => void
}

const labels = { workedOn: 'Day', minutes: 'Duration', startedAt: 'Start', endedAt: 'End', projectId: 'Project' }

/** The fields of an entry. */
export function EntryFields({ form, verb, cancel, entry, close }: Props) {
  const { values } = form
  return (
    <FormBody
      form={form as never}
      verb={verb}
      cancel={cancel}
      labels={labels}
      extra={entry && close && <DraftActions entry={entry} dirty={form.isDirty()} close={close} />}
    >
      <ProjectField
        value={values.projectId}
        current={entry?.projectName}
        autoFocus={!entry}
        error={form.errors.projectId}
        onChange={(projectId, project) =>
          form.setValues({
            projectId,
            billable: project ? project.billingType === 'hourly' : values.billable && projectId !== null,
          })
        }
      />
      <ServiceField
        projectId={values.projectId}
        value={values}
        onChange={(service) => form.setValues(service)}
        error={form.errors.serviceName}
      />
      <DateInput
        label="Day"
        value={values.workedOn}
        onChange={(day) => form.setFieldValue('workedOn', day)}
        error={form.errors.workedOn}
      />
      <SegmentedControl
        aria-label="How to enter the time"
        data={[
          { value: 'duration', label: 'Duration' },
          { value: 'range', label: 'Start and end' },
        ]}
        value={values.by}
        onChange={(by) => form.setFieldValue('by', by as never)}
      />
      {values.by === 'duration' ? (
        <DurationInput
          label="Duration"
          description="Such as 1:30, 1.5 or 90m"
          value={values.minutes}
          onChange={(minutes) => form.setFieldValue('minutes', minutes)}
          error={form.errors.minutes}
          data-autofocus={entry ? true : undefined}
        />
      ) : (
        <Row>
          <TextInput type="time" label="Start" {...form.field('start')} error={form.errors.startedAt} />
          <TextInput
            type="time"
            label="End"
            {...form.field('end')}
            error={form.errors.endedAt ?? form.errors.minutes}
          />
        </Row>
      )}
      <Textarea label="Notes" autosize minRows={3} maxRows={10} {...form.field('notes')} />
      <Checkbox label="Billable" {...form.field('billable', { type: 'checkbox' })} />
    </FormBody>
  )
}

function DraftActions({ entry, dirty, close }: { entry: contract.SavedTimeEntry; dirty: boolean; close: () => void }) {
  const bulk = useBulk()
  const restore = useCommand(contract.restoreTimeEntry, { invalidates: madeStale })
  const remove = useCommand(contract.deleteTimeEntry, {
    invalidates: madeStale,
    onDone: () => {
      close()
      toast.done('Deleted', { run: () => void restore.run({ entryId: entry.id }) })
    },
  })
  const confirm = useCommand(contract.updateTimeEntry, { invalidates: madeStale, done: 'Confirmed' })
  const submit = async () => {
    if (await bulk.act('submit', [entry])) close()
  }
  return (
    <Group gap={4}>
      {entry.overLong && (
        <Button variant="default" onClick={() => void confirm.run({ entryId: entry.id, confirmLong: true })}>
          Confirm the time
        </Button>
      )}
      {!entry.overLong && !dirty && entry.minutes > 0 && (
        <Button variant="default" loading={bulk.pending} onClick={() => void submit()}>
          Submit
        </Button>
      )}
      <Button
        variant="subtle"
        color="red"
        aria-label="Delete"
        title="Delete"
        px={8}
        loading={remove.pending}
        onClick={() => void remove.run({ entryId: entry.id })}
      >
        <IconTrash size={16} />
      </Button>
      {bulk.question}
    </Group>
  )
}
