import { Money } from '#ui/money/money.tsx'
import { Day, When } from '#ui/page/when.tsx'
import { sentenceCase, worded } from './words.ts'

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/
const day = /^\d{4}-\d\d-\d\d$/

/** `unitPriceCents` is “Unit price” to people. */
export const fieldName = (field: string) => sentenceCase(worded(field.replace(/Cents$/, '')))

/** A value of the log as people write it: money, dates and times, lists, and what a record holds in itself. */
export function Value({ field, value }: { field: string; value: unknown }) {
  if (isNothing(value)) return <>–</>
  if (typeof value === 'boolean') return <>{value ? 'yes' : 'no'}</>
  if (typeof value === 'number' && field.endsWith('Cents')) return <Money cents={value} />
  if (typeof value === 'string' && instant.test(value)) return <When at={value} />
  if (typeof value === 'string' && day.test(value)) return <Day date={value} />
  if (Array.isArray(value)) return <List field={field} values={value} />
  if (typeof value === 'object') return <Inner record={value as { [field: string]: unknown }} />
  return <>{String(value)}</>
}

const isNothing = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

function List({ field, values }: { field: string; values: readonly unknown[] }) {
  const plain = values.every((one) => typeof one !== 'object')
  if (plain) return <>{values.join(', ')}</>
  return values.map((one, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: what was written down does not move
    <div key={at}>
      <Value field={field} value={one} />
    </div>
  ))
}

/** What stands in another record: its fields in one line, those that say something. */
function Inner({ record }: { record: { [field: string]: unknown } }) {
  const said = Object.entries(record).filter(([field, value]) => !/^id$|Id$/.test(field) && !isNothing(value))
  return said.map(([field, value], at) => (
    <span key={field}>
      {at > 0 && ', '}
      {worded(field.replace(/Cents$/, ''))} <Value field={field} value={value} />
    </span>
  ))
}
