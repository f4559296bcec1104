import { Button, SegmentedControl, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { readCompany } from '#modules/companies/contract.ts'
import { MoneyInput, PercentInput } from '#ui/money/inputs.tsx'
import { useRead } from '#ui/query.ts'
import documents from './documents.module.css'
import type { Draft } from './editor.tsx'
import { type EditorValues, hasOldTax, withRate } from './editor-values.ts'
import type { Kind } from './kinds.ts'
import { TemplateField } from './template.tsx'

/** Beside the paper: whose texts, discount, tax by the company's rate, and the note for the house. */
export function EditorRail({ draft, kind }: { draft: Draft; kind: Kind }) {
  const { values, change, problems } = draft
  return (
    <>
      <TemplateField draft={draft} kind={kind} />
      <DiscountFields draft={draft} />
      <TaxFields values={values} change={change} />
      <DepositFields draft={draft} />
      <section>
        <h2 className={documents.railHeading}>Internal note</h2>
        <Textarea
          aria-label="Internal note"
          placeholder="Only your team sees this"
          autosize
          minRows={2}
          maxLength={4000}
          value={values.internalNote}
          onChange={({ currentTarget: { value: internalNote } }) => change((now) => ({ ...now, internalNote }))}
          error={problems.internalNote}
        />
      </section>
    </>
  )
}

/** A discount on the whole document. */
export function DiscountFields({
  draft: { values, change, problems },
}: {
  draft: Pick<Draft, 'values' | 'change' | 'problems'>
}) {
  return (
    <section>
      <h2 className={documents.railHeading}>Discount</h2>
      <Stack gap="xs">
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="Discount"
          data={[
            { value: 'none', label: 'None' },
            { value: 'percent', label: 'Percent' },
            { value: 'fixed', label: 'Amount' },
          ]}
          value={values.discountKind}
          onChange={(kind) => change((now) => ({ ...now, discountKind: kind as EditorValues['discountKind'] }))}
        />
        {values.discountKind === 'percent' && (
          <PercentInput
            aria-label="Discount in percent"
            value={values.discountPercent}
            onChange={(discountPercent) => change((now) => ({ ...now, discountPercent }))}
            error={problems['discount.percent']}
          />
        )}
        {values.discountKind === 'fixed' && (
          <MoneyInput
            aria-label="Discount amount"
            value={values.discountCents}
            onChange={(discountCents) => change((now) => ({ ...now, discountCents }))}
            error={problems['discount.cents']}
          />
        )}
        <span className="quiet">On the whole, before tax.</span>
      </Stack>
    </section>
  )
}

function DepositFields({ draft: { values, change, problems } }: { draft: Draft }) {
  return (
    <section>
      <h2 className={documents.railHeading}>Deposit</h2>
      <Stack gap="xs">
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="Deposit"
          data={[
            { value: 'none', label: 'None' },
            { value: 'percent', label: 'Percent' },
            { value: 'fixed', label: 'Amount' },
          ]}
          value={values.depositKind}
          onChange={(kind) => change((now) => ({ ...now, depositKind: kind as EditorValues['depositKind'] }))}
        />
        {values.depositKind === 'percent' && (
          <PercentInput
            aria-label="Deposit in percent"
            value={values.depositPercent}
            onChange={(depositPercent) => change((now) => ({ ...now, depositPercent }))}
            error={problems['deposit.percent']}
          />
        )}
        {values.depositKind === 'fixed' && (
          <MoneyInput
            aria-label="Deposit amount"
            value={values.depositCents}
            onChange={(depositCents) => change((now) => ({ ...now, depositCents }))}
            error={problems['deposit.cents']}
          />
        )}
        <span className="quiet">Asked for in advance; paid like any payment.</span>
      </Stack>
    </section>
  )
}

/** Tax is what stands on the lines; the company's rate is only put there when asked. */
export function TaxFields({ values, change }: Pick<Draft, 'values' | 'change'>) {
  const company = useRead(readCompany, {}, { staleMs: 60_000 }).data
  const [typed, setTyped] = useState<string | null | undefined>(undefined)
  const usual = company && Number(company.salesTaxPercent) > 0 ? company.salesTaxPercent : null
  const percent = typed === undefined ? usual : typed
  const taxable = values.lines.some((line) => line.taxable)
  return (
    <section>
      <h2 className={documents.railHeading}>Tax</h2>
      <Stack gap="xs">
        <PercentInput aria-label="Tax rate" placeholder="8.25" value={percent} onChange={setTyped} />
        <Button
          variant="default"
          size="xs"
          disabled={percent === null || !taxable}
          onClick={() => {
            if (percent !== null) change((now) => ({ ...now, lines: withRate(now, percent) }))
          }}
        >
          {percent === null ? 'Apply to taxable lines' : `Apply ${percent} % to taxable lines`}
        </Button>
        <span className="quiet" role="status">
          {!taxable
            ? 'No line is taxable.'
            : hasOldTax(values)
              ? 'Lines changed since the rate was applied. Apply it again, or type the tax.'
              : 'Each line holds its own tax; you can type over it.'}
        </span>
      </Stack>
    </section>
  )
}
