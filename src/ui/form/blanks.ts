import type { z } from 'zod'

/**
 * What a form holds, as the contract wants it. An empty field becomes null where null is allowed (it clears), stays
 * `''` where that is a value, and is left out where it is optional. Texts lose blanks around them; passwords are
 * what was typed.
 */
export function inputFrom(schema: z.ZodObject, values: Record<string, unknown>): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(values)) {
    const field = schema.shape[key] as z.ZodType | undefined
    const settled = field
      ? settle(field, typeof value === 'string' && !/password/i.test(key) ? value.trim() : value)
      : value
    if (settled !== undefined) input[key] = settled
  }
  return input
}

function settle(field: z.ZodType, value: unknown): unknown {
  if (value !== '' && value !== null) return value
  if (field.safeParse(null).success) return null
  if (value === '' && field.safeParse('').success) return ''
  if (field.safeParse(undefined).success) return undefined
  return value === null ? undefined : value
}

/** The contract's objections by path (`lines.2.quantity`), one sentence each. */
export function objections(schema: z.ZodObject, input: unknown): Record<string, string> {
  const result = schema.safeParse(input)
  if (result.success) return {}
  const errors: Record<string, string> = {}
  for (const issue of result.error.issues) errors[issue.path.join('.')] ??= sentenceOf(issue)
  return errors
}

/** What a form would send now, and whether its contract takes it: for previews beside the fields. */
export function asked(schema: z.ZodObject, values: Record<string, unknown>) {
  const input = inputFrom(schema, values)
  return { input, ready: Object.keys(objections(schema, input)).length === 0 }
}

/** Zod's own English where the contract has no sentence is too technical for a form. */
function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && /received (undefined|null)/.test(issue.message)) return 'Fill this in.'
  if (issue.code === 'too_small' && issue.origin === 'string' && /^Too small/.test(issue.message))
    return 'Fill this in.'
  if (issue.code === 'invalid_value' && /^Invalid (option|input)/.test(issue.message)) return 'Choose one of these.'
  if (/^(Invalid|Too|Expected)/.test(issue.message)) return 'This cannot be used. Check it.'
  return issue.message
}
