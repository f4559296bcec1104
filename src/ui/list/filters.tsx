import { Menu, Popover, Skeleton } from '@mantine/core'
import { IconCheck, IconPlus, IconX } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useFormat } from '../format.ts'
import classes from './list.module.css'
import { datesText, presetOf } from './presets.ts'

// The calendar is heavy and opened seldom.
const PeriodFields = lazy(() => import('./period-fields.tsx'))

export type FilterOption = { value: string; label: string }

/** A filter lives in the address and travels in the input under its key. Several choices are joined by commas. */
export type Filter =
  | { kind: 'choice'; key: string; label: string; options: readonly FilterOption[]; many?: boolean }
  /** Two dates, in the input as `from` and `to` unless named otherwise. */
  | { kind: 'period'; label: string; from?: string; to?: string }
  /** Anything else, such as a `RecordSelect`. `text` says the value on the chip. */
  | {
      kind: 'own'
      key: string
      label: string
      text: (value: string) => ReactNode
      render: (field: { value: string; onChange: (value: string) => void }) => ReactNode
    }

export type FilterValues = Record<string, string>
type Props = { filters: readonly Filter[]; values: FilterValues; set: (patch: FilterValues) => void }

export function keysOf(filters: readonly Filter[]): string[] {
  return filters.flatMap((filter) =>
    filter.kind === 'period' ? [filter.from ?? 'from', filter.to ?? 'to'] : [filter.key],
  )
}

/** A chip per filter: dashed while open, filled with what it says when set. */
export function FilterChips({ filters, values, set }: Props) {
  return filters.map((filter) => {
    if (filter.kind === 'choice') return <ChoiceChip key={filter.key} filter={filter} values={values} set={set} />
    if (filter.kind === 'period') return <PeriodChip key={filter.label} filter={filter} values={values} set={set} />
    return <OwnChip key={filter.key} filter={filter} values={values} set={set} />
  })
}

type ChipProps = { label: string; text: ReactNode; clear: () => void } & React.ComponentProps<'button'>

function Chip({ label, text, clear, className = '', ...button }: ChipProps) {
  const on = text !== undefined && text !== ''
  return (
    <span className={classes.chips}>
      <button type="button" {...button} className={classes.chip} data-on={on || undefined}>
        {on ? (
          <span>
            {label}: {text}
          </span>
        ) : (
          <>
            <IconPlus size={14} />
            {label}
          </>
        )}
      </button>
      {on && (
        <button type="button" className={classes.chip} data-on onClick={clear} aria-label={`Clear the filter ${label}`}>
          <IconX size={14} />
        </button>
      )}
    </span>
  )
}

type One<K extends Filter['kind']> = Omit<Props, 'filters'> & { filter: Extract<Filter, { kind: K }> }

function ChoiceChip({ filter, values, set }: One<'choice'>) {
  const chosen = (values[filter.key] ?? '').split(',').filter(Boolean)
  const names = filter.options.filter((option) => chosen.includes(option.value)).map((option) => option.label)
  const choose = (value: string) => {
    const rest = chosen.filter((one) => one !== value)
    const next = filter.many
      ? rest.length < chosen.length
        ? rest
        : [...chosen, value]
      : rest.length < chosen.length
        ? []
        : [value]
    set({ [filter.key]: next.join(',') })
  }
  return (
    <Menu position="bottom-start" closeOnItemClick={!filter.many}>
      <Menu.Target>
        <Chip label={filter.label} text={names.join(', ')} clear={() => set({ [filter.key]: '' })} />
      </Menu.Target>
      <Menu.Dropdown miw={180}>
        {filter.options.map((option) => (
          <Menu.Item
            key={option.value}
            onClick={() => choose(option.value)}
            rightSection={chosen.includes(option.value) ? <IconCheck size={14} aria-label="chosen" /> : null}
          >
            {option.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function PeriodChip({ filter, values, set }: One<'period'>) {
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const [fromKey, toKey] = [filter.from ?? 'from', filter.to ?? 'to']
  const { [fromKey]: from = '', [toKey]: to = '' } = values
  const take = (range: { from?: string; to?: string }) => {
    set({ [fromKey]: range.from ?? from, [toKey]: range.to ?? to })
  }
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus>
      <Popover.Target>
        <Chip
          label={filter.label}
          text={presetOf(from, to, format.today())?.label ?? datesText(from, to, format.date)}
          clear={() => take({ from: '', to: '' })}
          onClick={() => setOpen(!open)}
        />
      </Popover.Target>
      <Popover.Dropdown w={304}>
        <Suspense fallback={<Skeleton h={208} />}>
          <PeriodFields from={from} to={to} set={take} close={() => setOpen(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}

function OwnChip({ filter, values, set }: One<'own'>) {
  const [open, setOpen] = useState(false)
  const value = values[filter.key] ?? ''
  const change = (next: string) => {
    set({ [filter.key]: next })
    setOpen(false)
  }
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus>
      <Popover.Target>
        <Chip
          label={filter.label}
          text={value && filter.text(value)}
          clear={() => set({ [filter.key]: '' })}
          onClick={() => setOpen(!open)}
        />
      </Popover.Target>
      <Popover.Dropdown w={280}>{filter.render({ value, onChange: change })}</Popover.Dropdown>
    </Popover>
  )
}
