import { minorDigits } from './currency.ts'
import { formatMoneyPlain, parseMoney } from './money-text.ts'
import { type Reading, read, unreadable } from './reading.ts'

/** An exact fraction of the currency's major unit; the denominator is positive. */
type Fraction = { over: bigint; under: bigint }

const LONGEST = 200

/**
 * Reads money like `parseMoney`, and also simple arithmetic typed into a money field: `40*3`, `100+20.50`,
 * `(1200-200)/4`, with `+ - * / × ÷` and parentheses. It is computed exactly, in fractions; only a result that is not
 * whole in the minor unit is rounded, once, half up (away from zero), and never silently: `100/3` is 33.33 with a note.
 */
export function evaluateMoney(text: string, currency: string): Reading<number> {
  const plain = parseMoney(text, currency)
  if (plain.ok) return plain
  const tokens = tokensOf(text)
  if (!tokens?.some((token) => '+-*/'.includes(token))) return plain
  const state = { tokens, at: 0 }
  const result = sum(state)
  if (result === 'by zero') return unreadable('Nothing can be divided by zero.')
  if (!result || state.at !== tokens.length) return unreadable('That calculation cannot be read.')
  const digits = minorDigits(currency)
  const exact = { over: result.over * 10n ** BigInt(digits), under: result.under }
  const cents = roundedHalfUp(exact)
  if (!Number.isSafeInteger(cents)) return unreadable('That amount is too large.')
  if (exact.over % exact.under === 0n) return read(cents)
  return read(cents, `${decimalsOf(result, digits)} was rounded to ${formatMoneyPlain(cents, currency)}.`)
}

/** Two decimals more than the currency has; an ellipsis where it goes on. */
function decimalsOf({ over, under }: Fraction, digits: number): string {
  const shown = digits + 2
  const scaled = (over < 0n ? -over : over) * 10n ** BigInt(shown)
  const text = (scaled / under).toString().padStart(shown + 1, '0')
  const more = scaled % under === 0n ? '' : '…'
  const plain = `${text.slice(0, -shown)}.${text.slice(-shown)}`
  return `${over < 0n ? '-' : ''}${more ? plain : plain.replace(/0+$/, '')}${more}`
}

type State = { tokens: string[]; at: number }
type Outcome = Fraction | 'by zero' | undefined

/** Numbers and operators, or undefined when anything else is there. */
function tokensOf(text: string): string[] | undefined {
  const plain = text.replace(/[−–]/g, '-').replaceAll('×', '*').replaceAll('÷', '/').replaceAll('$', '')
  if (plain.length > LONGEST) return undefined
  const tokens = plain.match(/[\d.,]+|[-+*/()]|\S/g) ?? []
  return tokens.every((token) => /^[-+*/()]$/.test(token) || numberOf(token)) ? tokens : undefined
}

function numberOf(token: string): Fraction | undefined {
  const plain = /^[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/.test(token) ? token.replaceAll(',', '') : token
  const match = /^(\d*)\.?(\d*)$/.exec(plain)
  const digits = match ? (match[1] ?? '') + (match[2] ?? '') : ''
  return digits === '' ? undefined : { over: BigInt(digits), under: 10n ** BigInt(match?.[2]?.length ?? 0) }
}

function sum(state: State): Outcome {
  let left = product(state)
  while (isFraction(left) && (peek(state) === '+' || peek(state) === '-')) {
    const sign = take(state) === '-' ? -1n : 1n
    const right = product(state)
    if (!isFraction(right)) return right
    left = { over: left.over * right.under + sign * right.over * left.under, under: left.under * right.under }
  }
  return left
}

function product(state: State): Outcome {
  let left = factor(state)
  while (isFraction(left) && (peek(state) === '*' || peek(state) === '/')) {
    const divides = take(state) === '/'
    const right = factor(state)
    if (!isFraction(right)) return right
    if (divides && right.over === 0n) return 'by zero'
    left = divides ? times(left, inverse(right)) : times(left, right)
  }
  return left
}

function factor(state: State): Outcome {
  const token = take(state)
  if (token === '-') {
    const value = factor(state)
    return isFraction(value) ? { over: -value.over, under: value.under } : value
  }
  if (token === '(') {
    const inside = sum(state)
    return isFraction(inside) && take(state) !== ')' ? undefined : inside
  }
  return token === undefined ? undefined : numberOf(token)
}

function peek(state: State): string | undefined {
  return state.tokens[state.at]
}

function take(state: State): string | undefined {
  return state.tokens[state.at++]
}

function isFraction(outcome: Outcome): outcome is Fraction {
  return typeof outcome === 'object'
}

function times(a: Fraction, b: Fraction): Fraction {
  return { over: a.over * b.over, under: a.under * b.under }
}

function inverse(f: Fraction): Fraction {
  return f.over < 0n ? { over: -f.under, under: -f.over } : { over: f.under, under: f.over }
}

function roundedHalfUp({ over, under }: Fraction): number {
  const magnitude = over < 0n ? -over : over
  const whole = (magnitude * 2n + under) / (under * 2n)
  return over < 0n ? 0 - Number(whole) : Number(whole)
}
