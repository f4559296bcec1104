import { ActionIcon, Checkbox, Textarea } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconDots, IconTrash } from '@tabler/icons-react'
import { CatalogPicker } from '#modules/catalog/web/index.tsx'
import { MoneyInput, QuantityInput } from '#ui/money/inputs.tsx'
import { Money } from '#ui/money/money.tsx'
import { ActionMenu } from '#ui/page/action.tsx'
import classes from './editor.module.css'
import { type EditorLine, withItem } from './editor-values.ts'

type Props = {
  line: EditorLine
  /** Counted from zero. */
  place: number
  last: boolean
  amountCents: number
  problems: Record<string, string>
  change: (more: Partial<EditorLine>) => void
  move: (by: number) => void
  remove: () => void
}

export function LineEditor({ line, place, last, amountCents, problems, change, move, remove }: Props) {
  const say = (what: string) => `${what}, line ${place + 1}`
  const error = (field: keyof EditorLine) => problems[`lines.${place}.${field}`]
  return (
    <fieldset className={classes.line} aria-label={`Line ${place + 1}`}>
      <div className={classes.what}>
        <CatalogPicker
          size="xs"
          aria-label={say('Item')}
          value={line.name}
          onChange={(name) => change({ name })}
          onPick={(item) => change(withItem(line, item))}
          error={error('name')}
        />
        <Textarea
          size="xs"
          aria-label={say('Description')}
          placeholder="Description"
          variant="unstyled"
          className={classes.description ?? ''}
          autosize
          minRows={1}
          maxLength={4000}
          value={line.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
          error={error('description')}
        />
      </div>
      <Labelled text="Quantity">
        <QuantityInput
          size="xs"
          aria-label={say('Quantity')}
          data-field="quantity"
          value={line.quantity}
          onChange={(quantity) => change({ quantity })}
          error={error('quantity')}
        />
      </Labelled>
      <Labelled text="Price">
        <MoneyInput
          size="xs"
          aria-label={say('Price')}
          data-field="price"
          placeholder="0.00"
          value={line.unitPriceCents}
          onChange={(unitPriceCents) => change({ unitPriceCents })}
          error={error('unitPriceCents')}
        />
      </Labelled>
      <Labelled text="Taxable">
        <Checkbox
          className={classes.taxable ?? ''}
          aria-label={say('Taxable')}
          checked={line.taxable}
          onChange={(event) => change({ taxable: event.currentTarget.checked })}
        />
      </Labelled>
      <Labelled text="Tax">
        <MoneyInput
          size="xs"
          aria-label={say('Tax')}
          data-field="tax"
          placeholder="0.00"
          value={line.taxCents === 0 && line.taxPercent === null ? null : line.taxCents}
          onChange={(taxCents) => change({ taxCents, taxPercent: null })}
          error={error('taxCents')}
        />
      </Labelled>
      <Labelled text="Amount">
        <span className={classes.amount}>
          <Money cents={amountCents} />
        </span>
      </Labelled>
      <ActionMenu
        actions={[
          { label: 'Move up', icon: IconArrowUp, hidden: place === 0, run: () => move(-1) },
          { label: 'Move down', icon: IconArrowDown, hidden: last, run: () => move(1) },
          { label: 'Delete line', icon: IconTrash, danger: true, run: remove },
        ]}
        target={
          <ActionIcon variant="subtle" color="gray" className={classes.more ?? ''} aria-label={say('Actions')}>
            <IconDots size={16} />
          </ActionIcon>
        }
      />
    </fieldset>
  )
}

/** On a phone the heads of the columns are gone: each field says its name. */
function Labelled({ text, children }: { text: string; children: React.ReactNode }) {
  return (
    <div className={classes.cell}>
      <span className={classes.cellName} aria-hidden="true">
        {text}
      </span>
      {children}
    </div>
  )
}
