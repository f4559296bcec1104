import { Drawer, SegmentedControl, TextInput } from '@mantine/core'
import { useFocusBack } from '#ui/focus-back.ts'
import { inputFrom, objections } from '#ui/form/blanks.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { DateInput } from '#ui/form/date-input.tsx'
import { FormBody, Row } from '#ui/form/form-page.tsx'
import { useFormat } from '#ui/format.ts'
import { useKeys } from '#ui/keys.ts'
import { MoneyInput } from '#ui/money/inputs.tsx'
import { LivePreview } from '#ui/paper/live-preview.tsx'
import { adjustCredit } from '../contract.ts'

type Props = { clientId: string; creditCents: number; close: () => void }
type Values = { way: 'give' | 'take'; cents: number | null; adjustedOn: string | null; reason: string }

/** The drawer in which a client gets credit by hand, or loses some. Mount it to open it. */
export function AdjustCredit(props: Props) {
  useFocusBack()
  return (
    <Drawer
      opened
      onClose={props.close}
      position="right"
      size={480}
      title="Adjust client credit"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <AdjustForm {...props} />
    </Drawer>
  )
}

function AdjustForm({ clientId, creditCents, close }: Props) {
  const format = useFormat()
  const toInput = ({ way, cents, ...fields }: Values) => ({
    ...fields,
    clientId,
    centsDelta: cents === null ? null : way === 'give' ? cents : -cents,
  })
  const form = useContractForm(adjustCredit, {
    initial: { way: 'give', cents: null, adjustedOn: format.today(), reason: '' } as Values,
    toInput,
    done: 'Client credit adjusted',
    onDone: close,
  })
  const { values } = form
  const tooMuch = values.way === 'take' && (values.cents ?? 0) > creditCents
  const input = inputFrom(adjustCredit.input, toInput(values))
  const ready = !tooMuch && Object.keys(objections(adjustCredit.input, input)).length === 0
  const word = values.way === 'give' ? 'Give' : 'Take away'
  const verb = values.cents ? `${word} ${format.money(values.cents)}` : `${word} credit`
  useKeys([{ keys: 'mod+Enter', label: verb, run: () => form.submit() }])
  return (
    <FormBody form={form} verb={verb} cancel={close} labels={{ centsDelta: 'Amount', adjustedOn: 'Adjusted on' }}>
      {creditCents > 0 && (
        <SegmentedControl
          aria-label="What happens"
          data={[
            { value: 'give', label: 'Give credit' },
            { value: 'take', label: 'Take credit away' },
          ]}
          value={values.way}
          onChange={(way) => form.setFieldValue('way', way as never)}
        />
      )}
      <Row>
        <MoneyInput
          label="Amount"
          description={values.way === 'take' ? `At most ${format.money(creditCents)}` : 'Booked as a discount'}
          data-autofocus
          data-path="centsDelta"
          value={values.cents}
          onChange={(cents) => {
            form.setFieldValue('cents', cents as never)
            form.clearFieldError('centsDelta')
          }}
          error={
            form.errors.centsDelta ?? (tooMuch ? `The client has ${format.money(creditCents)} of credit.` : undefined)
          }
        />
        <DateInput
          label="Adjusted on"
          description="The day in the books"
          maxDate={format.today()}
          {...form.field('adjustedOn')}
          value={values.adjustedOn}
        />
      </Row>
      <TextInput label="Reason" placeholder="For the delay in May" maxLength={500} {...form.field('reason')} />
      <LivePreview
        endpoint={adjustCredit}
        input={input}
        ready={ready}
        waiting="Enter an amount and a reason to see what will be posted."
      />
    </FormBody>
  )
}
