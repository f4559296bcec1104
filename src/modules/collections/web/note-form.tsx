import { Modal, Textarea } from '@mantine/core'
import { useFocusBack } from '#ui/focus-back.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { FormBody } from '#ui/form/form-page.tsx'
import { type CollectionNote, createCollectionNote, updateCollectionNote } from '../contract.ts'

type Values = { body: string; followUpOn: string | null }

const labels = { body: 'Note', followUpOn: 'Follow up on' }

/** A note, written where the others stand. */
export function NewNote({ clientId }: { clientId: string }) {
  const form = useContractForm(createCollectionNote, {
    initial: { body: '', followUpOn: null } as Values,
    toInput: (values) => ({ clientId, ...values }),
    invalidates: ['/collection-notes'],
    done: 'Note added',
    onDone: () => form.setValues({ body: '', followUpOn: null }),
  })
  return (
    <FormBody form={form} verb="Add note" labels={labels}>
      <NoteFields form={form} />
    </FormBody>
  )
}

export function EditNote({ note, close }: { note: CollectionNote; close: () => void }) {
  useFocusBack()
  const form = useContractForm(updateCollectionNote, {
    initial: { body: note.body, followUpOn: note.followUpOn } as Values,
    toInput: (values) => ({ noteId: note.id, ...values }),
    ifMatch: note.revision,
    invalidates: ['/collection-notes'],
    done: 'Note saved',
    onDone: close,
  })
  return (
    <Modal opened onClose={close} title="Edit note" closeButtonProps={{ 'aria-label': 'Close' }}>
      <FormBody form={form} verb="Save note" cancel={close} labels={labels}>
        <NoteFields form={form} />
      </FormBody>
    </Modal>
  )
}

function NoteFields({ form }: { form: ReturnType<typeof useContractForm<never, never, Values>> }) {
  return (
    <>
      <Textarea
        label="Note"
        placeholder="Promised to pay by Friday"
        autosize
        minRows={2}
        maxLength={4000}
        {...form.field('body')}
      />
      <DateInput label="Follow up on" maw={200} {...form.field('followUpOn')} value={form.values.followUpOn} />
    </>
  )
}
