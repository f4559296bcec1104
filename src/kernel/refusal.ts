import { type RefusalCode, refusals } from './refusals.ts'

export type { RefusalCode } from './refusals.ts'

/** One field that was not acceptable: where it is (`lines.2.quantity`) and a sentence for the person. */
export type FieldError = { path: string; message: string }

type Details = Record<string, string | number | boolean | null | undefined>

/**
 * The system says no, and says why. The only error that reaches a person; everything else is our bug.
 * Status and sentence come from the one table in `refusals.ts`; `{name}` in the sentence is filled from `details`.
 */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly status: number
  readonly details: Details
  readonly errors: readonly FieldError[]
  /** What is true now, for a 412: the caller shows it beside what the person typed. */
  readonly current: unknown

  constructor(
    code: RefusalCode,
    details: Details = {},
    more: { errors?: readonly FieldError[]; current?: unknown } = {},
  ) {
    super(fill(refusals[code].text, details))
    this.name = 'Refusal'
    this.code = code
    this.status = refusals[code].status
    this.details = details
    this.errors = more.errors ?? []
    this.current = more.current
  }
}

function fill(text: string, details: Details): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = details[name]
    return value === undefined || value === null ? whole : String(value)
  })
}

/** Refuses one field, as validation does. */
export function refuseField(path: string, message: string): Refusal {
  return new Refusal('invalid_input', {}, { errors: [{ path, message }] })
}
