import { ActionIcon, Button, NumberInput, Textarea, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import classes from './collections.module.css'
import type { SettingsForm } from './settings-values.ts'
import { offsetText } from './words.ts'

const rulesMax = 10

/** The reminders, each with its day and its words. */
export function RuleFields({ form }: { form: SettingsForm }) {
  const { rules } = form.values
  const last = Math.max(0, ...rules.map((rule) => Number(rule.offsetDays)))
  return (
    <>
      {rules.map((rule, at) => (
        <fieldset key={rule.id ?? at} className={classes.rule} aria-label={`Reminder ${at + 1}`}>
          <div className={classes.ruleHead}>
            <NumberInput
              label="Days after the due date"
              description={offsetText(Number(rule.offsetDays))}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              min={-90}
              max={365}
              allowDecimal={false}
              w={220}
              {...form.field(`rules.${at}.offsetDays`)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Remove reminder ${at + 1}`}
              onClick={() => form.removeListItem('rules', at)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </div>
          <TextInput label="Subject" maxLength={200} {...form.field(`rules.${at}.subject`)} />
          <Textarea label="Message" autosize minRows={3} maxLength={4000} {...form.field(`rules.${at}.message`)} />
        </fieldset>
      ))}
      <p className="quiet">{'{client}, {number}, {amount}, {due} and {company} are filled in.'}</p>
      <Button
        variant="default"
        size="xs"
        w="fit-content"
        leftSection={<IconPlus size={14} />}
        disabled={rules.length >= rulesMax}
        onClick={() =>
          form.insertListItem('rules', {
            offsetDays: last + 14,
            subject: 'Invoice {number} is past due',
            message: 'Hello {client},\n\ninvoice {number} over {amount} was due on {due}.',
          })
        }
      >
        Add reminder
      </Button>
    </>
  )
}
