import { currencyOf } from '#kernel/currency.ts'
import { parsePercentage, parseQuantity } from '#kernel/decimal.ts'
import { evaluateMoney, formatMoneyPlain } from '#kernel/money.ts'
import { useFormat } from '../format.ts'
import { figures, TypedInput, type TypedInputProps } from './typed-input.tsx'

type MoneyInputProps = TypedInputProps<number> & { currency?: string | undefined }

/** An amount in cents. Takes `1,200`, `$40` and `40*3`. */
export function MoneyInput({ currency, ...rest }: MoneyInputProps) {
  const format = useFormat()
  const unit = currency ?? format.currency
  const { symbol, code } = currencyOf(unit)
  return (
    <TypedInput
      inputMode="decimal"
      styles={figures}
      leftSection={<span className="quiet">{symbol ?? code}</span>}
      leftSectionPointerEvents="none"
      {...rest}
      read={(text) => evaluateMoney(text, unit)}
      write={(cents) => grouped(formatMoneyPlain(cents, unit))}
    />
  )
}

/** A quantity as a decimal string with up to 4 decimals. */
export function QuantityInput(props: TypedInputProps<string>) {
  return (
    <TypedInput inputMode="decimal" styles={figures} {...props} read={parseQuantity} write={(quantity) => quantity} />
  )
}

/** A percentage as a decimal string with up to 3 decimals. */
export function PercentInput({ max = 100, ...rest }: TypedInputProps<string> & { max?: number }) {
  return (
    <TypedInput
      inputMode="decimal"
      styles={figures}
      rightSection={<span className="quiet">%</span>}
      rightSectionPointerEvents="none"
      {...rest}
      read={(text) => parsePercentage(text, max)}
      write={(percent) => percent}
    />
  )
}

/** `1234.50` → `1,234.50`; the field reads it back. */
function grouped(plain: string): string {
  return plain.replace(/\B(?=(\d{3})+(?!\d)(?=\.|$))/g, ',').replace(/(\.\d*),/g, '$1')
}
