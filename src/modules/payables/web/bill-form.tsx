import { Button, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useParams } from '@tanstack/react-router'
import { useRef } from 'react'
import { type ContractForm, useContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { FormPage, Section } from '#ui/form/form-page.tsx'
import { RecordSelect } from '#ui/form/record-select.tsx'
import { useFormat } from '#ui/format.ts'
import { useGo } from '#ui/link.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { useUrl } from '#ui/url.ts'
import * as contract from '../contract.ts'
import { blankLine, dueByTerms, type FormLine, formLines, isBlank, toLines } from './bill-values.ts'
import classes from './editor.module.css'
import { EditorLines } from './editor-lines.tsx'
import { SameNumberNotice } from './same-number.tsx'
import { billName } from './words.ts'

type Values = {
  vendorId: string | null
  number: string
  billedOn: string | null
  dueOn: string | null
  notes: string
  lines: FormLine[]
}
type Form = ContractForm<Values>

const crumbs = [{ label: 'Bills', to: '/bills' }]
const labels = {
  vendorId: 'Vendor',
  billedOn: 'Date',
  dueOn: 'Due',
  accountId: 'Account',
  unitPriceCents: 'Price',
  taxCents: 'Tax',
}
const inputOf = (values: Values) => ({ ...values, lines: toLines(values.lines) })

/** Enters a bill; with `?vendorId=` its vendor is chosen already. */
export function NewBill() {
  const format = useFormat()
  const go = useGo()
  const [{ vendorId }] = useUrl({ vendorId: '' })
  const next = useRef('')
  const today = format.today()
  const form: Form = useContractForm(contract.createBill, {
    initial: {
      vendorId: vendorId || null,
      number: '',
      billedOn: today,
      dueOn: dueByTerms(today, null, contract.usualTermsDays),
      notes: '',
      lines: [blankLine()],
    } as Values,
    draft: `bill-new-${vendorId}`,
    toInput: inputOf,
    done: 'Draft saved',
    onDone: (bill) => go(`/bills/${bill.id}${next.current}`),
  })
  return <Editor form={form} title="New bill" cancel="/bills" post={(query) => (next.current = query)} />
}

export function EditBill() {
  const { billId } = useParams({ strict: false }) as { billId: string }
  const { data, error, refetch } = useRead(contract.readBill, { billId }, { staleMs: 0 })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!data) return <ScreenSkeleton />
  return <EditDraft key={data.id} bill={data} />
}

function EditDraft({ bill }: { bill: contract.BillDetail }) {
  const go = useGo()
  const here = `/bills/${bill.id}`
  const next = useRef('')
  const form: Form = useContractForm(contract.updateBill, {
    initial: {
      vendorId: bill.vendorId,
      number: bill.number ?? '',
      billedOn: bill.billedOn,
      dueOn: bill.dueOn,
      notes: bill.notes ?? '',
      lines: formLines(bill.lines),
    } as Values,
    draft: `bill-${bill.id}-${bill.revision}`,
    toInput: (values) => ({ billId: bill.id, ...inputOf(values) }),
    ifMatch: bill.revision,
    done: 'Draft saved',
    onDone: () => go(`${here}${next.current}`),
  })
  return (
    <Editor
      form={form}
      title={`Edit ${billName(bill, 'bill')}`}
      cancel={here}
      bill={bill}
      post={(query) => (next.current = query)}
    />
  )
}

type EditorProps = {
  form: Form
  title: string
  cancel: string
  bill?: contract.BillDetail
  post: (query: string) => void
}

function Editor({ form, title, cancel, bill, post }: EditorProps) {
  const vendor = useRead(
    contract.readVendor,
    { vendorId: form.values.vendorId ?? '' },
    { enabled: form.values.vendorId !== null },
  ).data
  return (
    <div className={classes.wide}>
      <FormPage
        form={form}
        title={title}
        crumbs={bill ? [...crumbs, { label: billName(bill), to: cancel }] : crumbs}
        verb="Save draft"
        cancel={cancel}
        labels={labels}
        extra={
          <Button
            variant="default"
            loading={form.pending}
            onClick={() => {
              post('?do=post')
              form.submit()
              post('')
            }}
          >
            Save and post…
          </Button>
        }
      >
        <Head form={form} bill={bill} vendorName={vendor?.name ?? 'This vendor'} />
        <Section title="Lines">
          <EditorLines form={form as never} accountId={vendor?.defaultExpenseAccountId ?? ''} />
        </Section>
        <Textarea
          label="Notes"
          description="Only your company sees them."
          autosize
          minRows={2}
          maxRows={12}
          maw={640}
          {...form.field('notes')}
        />
      </FormPage>
    </div>
  )
}

type HeadProps = { form: Form; bill: contract.BillDetail | undefined; vendorName: string }

/** Vendor, number and dates. Choosing a vendor fills in what its terms and usual account say. */
function Head({ form, bill, vendorName }: HeadProps) {
  const { vendorId, number } = form.values
  const [asked] = useDebouncedValue(number.trim(), 300)
  const same = useRead(
    contract.findSameNumber,
    { vendorId: vendorId ?? '', number: asked, ...(bill ? { exceptId: bill.id } : {}) },
    { enabled: vendorId !== null && asked !== '' },
  )
  return (
    <>
      <div className={classes.head}>
        <RecordSelect
          endpoint={contract.listVendors}
          name={(row) => row.name}
          current={bill?.vendorName ?? (vendorId ? vendorName : undefined)}
          label="Vendor"
          withAsterisk
          data-autofocus={!bill || undefined}
          autoFocus={!bill}
          value={vendorId}
          error={form.errors.vendorId}
          onChange={(id, vendor) => choose(form, id, vendor)}
        />
        <TextInput label="Number" placeholder="As the vendor says" maxLength={80} {...form.field('number')} />
        <DateInput label="Date" {...form.field('billedOn')} value={form.values.billedOn} />
        <DateInput label="Due" {...form.field('dueOn')} value={form.values.dueOn} />
      </div>
      {asked !== '' && <SameNumberNotice bills={same.data?.items ?? []} vendorName={vendorName} />}
    </>
  )
}

function choose(form: Form, id: string | null, vendor: contract.VendorListItem | undefined) {
  form.setFieldValue('vendorId', id as never)
  if (!vendor) return
  const { billedOn, lines } = form.values
  if (billedOn) {
    form.setFieldValue('dueOn', dueByTerms(billedOn, vendor.paymentTermsDays, contract.usualTermsDays) as never)
  }
  const accountId = vendor.defaultExpenseAccountId
  if (accountId)
    form.setFieldValue('lines', lines.map((line) => (isBlank(line) ? { ...line, accountId } : line)) as never)
}
