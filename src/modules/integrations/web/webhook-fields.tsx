import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core'
import { Section } from '#ui/form/form-page.tsx'
import { type EventType, eventTypes, publicEvents } from '../domain/events.ts'

type Form = {
  field: (path: string) => object
  setFieldValue: (path: 'eventTypes', value: EventType[]) => void
}

export type WebhookValues = { url: string; description: string; eventTypes: EventType[] }

/** What a webhook is, for making and for changing one. */
export function WebhookFields({ form }: { form: Form }) {
  return (
    <>
      <TextInput
        label="Address"
        description="Where messages are sent, over HTTPS and open to the internet."
        placeholder="https://example.com/hooks"
        maxLength={2000}
        {...form.field('url')}
      />
      <TextInput label="Description" maxLength={200} {...form.field('description')} />
      <Section title="What it is told">
        <Group gap="xs">
          <Button variant="default" size="xs" onClick={() => form.setFieldValue('eventTypes', [...eventTypes])}>
            Everything
          </Button>
          <Button variant="subtle" color="gray" size="xs" onClick={() => form.setFieldValue('eventTypes', [])}>
            Nothing
          </Button>
        </Group>
        <Checkbox.Group {...form.field('eventTypes')}>
          <Stack gap="xs">
            {eventTypes.map((type) => (
              <Checkbox key={type} value={type} label={publicEvents[type].text} description={type} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Section>
    </>
  )
}
