import { Checkbox, Select, Skeleton, TextInput } from '@mantine/core'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormBody } from '#ui/form/form-page.tsx'
import { useFormat } from '#ui/format.ts'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { UrlTabs } from '#ui/page/url-tabs.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import * as contract from '../contract.ts'
import { formatNumber, type NumberSeries, parsePattern, projectSeries } from '../domain/index.ts'
import classes from './settings.module.css'

const names: Record<NumberSeries, string> = {
  invoice: 'Invoices',
  estimate: 'Estimates',
  proposal: 'Proposals',
  credit_note: 'Credit notes',
  project: 'Projects',
}

const resets = [
  { value: 'never', label: 'Never' },
  { value: 'monthly', label: 'Every month' },
  { value: 'yearly', label: 'Every year' },
]

/** How each kind of document is numbered, with the number that comes next. */
export function Numbering() {
  const { data, error, refetch } = useRead(contract.listNumbering, {})
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  return (
    <Page title="Numbering" lead="Numbers have no gaps. A change counts from the next document on." narrow>
      {data ? (
        <UrlTabs
          name="of"
          tabs={data.items.map((scheme) => ({
            value: scheme.series,
            label: names[scheme.series],
            content: () => <Scheme key={`${scheme.pattern} ${scheme.reset} ${scheme.byProject}`} scheme={scheme} />,
          }))}
        />
      ) : (
        <Skeleton h={240} />
      )}
    </Page>
  )
}

function Scheme({ scheme }: { scheme: contract.NumberingScheme }) {
  const { series, nextSequence } = scheme
  const form = useContractForm(contract.updateNumbering, {
    initial: { pattern: scheme.pattern, reset: scheme.reset, byProject: scheme.byProject },
    toInput: (values) => ({ series, ...values }),
    done: 'Numbering saved',
    invalidates: ['/numbering'],
  })
  const { pattern, reset } = form.values
  const parsed = parsePattern(pattern.trim(), reset)
  const today = useFormat().today()
  const field = form.field('pattern')
  return (
    <FormBody form={form} verb="Save numbering">
      <TextInput
        label="Pattern"
        description="Text with {YY} {YYYY} {MM} {DD}, and {SEQ:3} for the sequence with at least 3 digits."
        spellCheck={false}
        withAsterisk
        {...field}
        error={field.error ?? (parsed.ok ? undefined : parsed.reason)}
      />
      <Select label="The sequence starts again" data={resets} maw={220} {...form.field('reset')} />
      {projectSeries.includes(series) && (
        <Checkbox
          label="Number by project"
          description="Documents of a project are numbered in it: PRJ-104-2."
          {...form.field('byProject', { type: 'checkbox' })}
        />
      )}
      <div className={classes.sample} aria-live="polite">
        <span className="quiet">Next</span>
        <strong className="tnum">{parsed.ok ? formatNumber(parsed.value, today, nextSequence[reset]) : '–'}</strong>
        <span className="quiet">then</span>
        <span className="tnum">{parsed.ok ? formatNumber(parsed.value, today, nextSequence[reset] + 1) : '–'}</span>
      </div>
    </FormBody>
  )
}
