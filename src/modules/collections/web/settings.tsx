import { Checkbox, NumberInput, SegmentedControl, Select } from '@mantine/core'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormPage, Row, Section } from '#ui/form/form-page.tsx'
import { MoneyInput, PercentInput } from '#ui/money/inputs.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { type CollectionSettings, readCollectionSettings, updateCollectionSettings } from '../contract.ts'
import { RuleFields } from './rule-fields.tsx'
import { inputOf, type SettingsForm, valuesOf } from './settings-values.ts'

/** What goes out by itself when an invoice is not paid. */
export function ReminderSettings() {
  const { data, error, refetch } = useRead(readCollectionSettings, {}, { staleMs: 0 })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  return data ? <SettingsFields key={data.revision} settings={data} /> : <ScreenSkeleton />
}

function SettingsFields({ settings }: { settings: CollectionSettings }) {
  const form = useContractForm(updateCollectionSettings, {
    initial: valuesOf(settings),
    toInput: inputOf,
    ifMatch: settings.revision,
    invalidates: ['/collection-settings', '/invoices'],
    done: 'Saved',
  })
  return (
    <FormPage
      form={form}
      title="Reminders & late fees"
      lead="What is switched on counts from today. Nothing goes out when the client’s credit covers what is due."
      verb="Save"
    >
      <Section title="Reminders">
        <Checkbox
          label="Remind clients of invoices by e-mail"
          description="Once per invoice and reminder, in the morning of its day. Any invoice can be left out on its own page."
          {...form.field('remindersOn', { type: 'checkbox' })}
        />
        <RuleFields form={form} />
      </Section>
      <Section title="Statements">
        <Checkbox
          label="Send each client with an open balance a statement every month"
          description="For the month that ended, with the PDF. Each client can differ."
          {...form.field('statementsMonthly', { type: 'checkbox' })}
        />
      </Section>
      <LateFeeFields form={form} />
    </FormPage>
  )
}

function LateFeeFields({ form }: { form: SettingsForm }) {
  const { feeKind } = form.values
  return (
    <Section title="Late fees" lead="Charged on an invoice of its own; the late one stays as it is.">
      <SegmentedControl
        aria-label="Late fee"
        maw={320}
        data={[
          { value: 'none', label: 'None' },
          { value: 'percent', label: 'Percent' },
          { value: 'fixed', label: 'Amount' },
        ]}
        {...form.field('feeKind')}
      />
      {feeKind !== 'none' && (
        <>
          <Row>
            {feeKind === 'percent' ? (
              <PercentInput
                label="Of what is due"
                value={form.values.feePercent}
                onChange={(percent) => form.setFieldValue('feePercent', percent)}
                error={form.errors['lateFee.percent']}
              />
            ) : (
              <MoneyInput
                label="Amount"
                value={form.values.feeCents}
                onChange={(cents) => form.setFieldValue('feeCents', cents)}
                error={form.errors['lateFee.cents']}
              />
            )}
            <NumberInput
              label="Days of grace"
              min={0}
              max={365}
              allowDecimal={false}
              hideControls
              {...form.field('lateFeeGraceDays')}
            />
            <Select
              label="How often"
              allowDeselect={false}
              data={[
                { value: 'once', label: 'Once' },
                { value: 'monthly', label: 'Every month' },
              ]}
              {...form.field('lateFeeRepeat')}
            />
          </Row>
          <Checkbox
            label="Send the invoice with the fee by itself"
            description="Otherwise it waits for you as a draft."
            {...form.field('lateFeeSend', { type: 'checkbox' })}
          />
        </>
      )}
    </Section>
  )
}
