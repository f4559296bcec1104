import { NumberInput, Radio, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { dayOfMonth, type Frequency } from '#kernel/calendar.ts'
import { type ContractForm, useContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { FormPage, Row, Section } from '#ui/form/form-page.tsx'
import { RecordSelect } from '#ui/form/record-select.tsx'
import { useFormat } from '#ui/format.ts'
import { useGo } from '#ui/link.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import * as contract from '../contract.ts'
import { blankLine, type FormLine, formLines, toLines } from './bill-values.ts'
import classes from './editor.module.css'
import { EditorLines } from './editor-lines.tsx'

type Values = {
  name: string
  vendorId: string | null
  frequency: Frequency
  every: number | ''
  dayOfMonth: number | ''
  startsOn: string | null
  endsOn: string | null
  dueDays: number | ''
  posts: boolean
  notes: string
  lines: FormLine[]
}
type Form = ContractForm<Values>

const crumbs = [{ label: 'Recurring bills', to: '/recurring-bills' }]
const labels = {
  vendorId: 'Vendor',
  every: 'Every',
  dayOfMonth: 'On day',
  startsOn: 'Starts',
  endsOn: 'Ends',
  dueDays: 'Due after',
  accountId: 'Account',
  unitPriceCents: 'Price',
}

const inputOf = (values: Values) => ({
  ...values,
  dayOfMonth: values.frequency === 'weekly' ? null : values.dayOfMonth,
  lines: toLines(values.lines),
})

export function NewRecurringBill() {
  const format = useFormat()
  const go = useGo()
  const today = format.today()
  const form: Form = useContractForm(contract.createRecurringBill, {
    initial: {
      name: '',
      vendorId: null,
      frequency: 'monthly',
      every: 1,
      dayOfMonth: dayOfMonth(today),
      startsOn: today,
      endsOn: null,
      dueDays: 0,
      posts: false,
      notes: '',
      lines: [blankLine()],
    } as Values,
    draft: 'recurring-bill-new',
    toInput: inputOf,
    done: 'Recurring bill saved',
    onDone: (plan) => go(`/recurring-bills/${plan.id}`),
  })
  return <Editor form={form} title="New recurring bill" cancel="/recurring-bills" current={undefined} />
}

export function EditRecurringBill() {
  const { recurringBillId } = useParams({ strict: false }) as { recurringBillId: string }
  const { data, error, refetch } = useRead(contract.readRecurringBill, { recurringBillId }, { staleMs: 0 })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!data) return <ScreenSkeleton />
  return <EditPlan key={data.id} plan={data} />
}

function EditPlan({ plan }: { plan: contract.RecurringBill }) {
  const go = useGo()
  const here = `/recurring-bills/${plan.id}`
  const form: Form = useContractForm(contract.updateRecurringBill, {
    initial: {
      ...{ name: plan.name, vendorId: plan.vendorId, frequency: plan.frequency, every: plan.every },
      ...{ startsOn: plan.startsOn, endsOn: plan.endsOn, dueDays: plan.dueDays, posts: plan.posts },
      dayOfMonth: plan.dayOfMonth ?? '',
      notes: plan.notes ?? '',
      lines: formLines(plan.lines),
    } as Values,
    draft: `recurring-bill-${plan.id}-${plan.revision}`,
    toInput: (values) => ({ recurringBillId: plan.id, ...inputOf(values) }),
    ifMatch: plan.revision,
    done: 'Recurring bill saved',
    onDone: () => go(here),
  })
  return <Editor form={form} title={`Edit ${plan.name}`} cancel={here} current={plan.vendorName} />
}

type EditorProps = { form: Form; title: string; cancel: string; current: string | undefined }

function Editor({ form, title, cancel, current }: EditorProps) {
  const vendorId = form.values.vendorId
  const vendor = useRead(contract.readVendor, { vendorId: vendorId ?? '' }, { enabled: vendorId !== null }).data
  return (
    <div className={classes.wide}>
      <FormPage
        form={form}
        title={title}
        crumbs={crumbs}
        lead="Changes count for the bills that are still to come."
        verb="Save recurring bill"
        cancel={cancel}
        labels={labels}
      >
        <div className={classes.plan}>
          <Row>
            <TextInput label="Name" placeholder="Office rent" withAsterisk maxLength={120} {...form.field('name')} />
            <RecordSelect
              endpoint={contract.listVendors}
              name={(row) => row.name}
              current={current}
              label="Vendor"
              withAsterisk
              value={vendorId}
              error={form.errors.vendorId}
              onChange={(id) => form.setFieldValue('vendorId', id as never)}
            />
          </Row>
          <Schedule form={form} />
        </div>
        <Section title="Lines">
          <EditorLines form={form as never} accountId={vendor?.defaultExpenseAccountId ?? ''} />
        </Section>
        <Textarea
          label="Notes"
          description="Copied to each bill."
          autosize
          minRows={2}
          maw={640}
          {...form.field('notes')}
        />
      </FormPage>
    </div>
  )
}

const units = [
  { value: 'weekly', label: 'weeks' },
  { value: 'monthly', label: 'months' },
  { value: 'yearly', label: 'years' },
]
const whole = { allowDecimal: false, allowNegative: false, hideControls: true }

function Schedule({ form }: { form: Form }) {
  const { frequency, posts } = form.values
  return (
    <>
      <div className={classes.rhythm}>
        <NumberInput label="Every" min={1} max={99} {...whole} {...form.field('every')} />
        <Select
          label="Unit"
          data={units}
          allowDeselect={false}
          value={frequency}
          onChange={(next) => next && form.setFieldValue('frequency', next as never)}
        />
        {frequency !== 'weekly' && (
          <NumberInput
            label="On day"
            description="31 is the last of the month."
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            min={1}
            max={31}
            {...whole}
            {...form.field('dayOfMonth')}
          />
        )}
      </div>
      <Row>
        <DateInput label="Starts" {...form.field('startsOn')} value={form.values.startsOn} />
        <DateInput label="Ends" placeholder="Never" {...form.field('endsOn')} value={form.values.endsOn} />
        <NumberInput label="Due after" suffix=" days" min={0} max={365} {...whole} {...form.field('dueDays')} />
      </Row>
      <Radio.Group
        label="On its day"
        value={posts ? 'post' : 'draft'}
        onChange={(next) => form.setFieldValue('posts', (next === 'post') as never)}
      >
        <Stack gap={8} mt={8}>
          <Radio value="draft" label="Leave a draft to look at" />
          <Radio value="post" label="Post the bill at once" />
        </Stack>
      </Radio.Group>
    </>
  )
}
