import { z } from 'zod'

const wanted: { [expected: string]: string } = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'nothing',
}

const shownMax = 15

function listed(values: readonly unknown[]): string {
  const shown = values.slice(0, shownMax).map(String).join(', ')
  return values.length > shownMax ? `${shown} and others` : shown
}

/** What is wrong with a field, in a sentence, where its schema has no words of its own. */
export function inPlainWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'This is needed.' : `Enter ${wanted[issue.expected] ?? issue.expected}.`
    case 'invalid_value':
      return issue.values.length === 1
        ? `This can only be ${listed(issue.values)}.`
        : `Choose one of ${listed(issue.values)}.`
    case 'too_small':
      if (issue.origin === 'string') return `Use at least ${issue.minimum} characters.`
      return issue.origin === 'array' ? `Give at least ${issue.minimum}.` : `Enter at least ${issue.minimum}.`
    case 'too_big':
      if (issue.origin === 'string') return `Use at most ${issue.maximum} characters.`
      return issue.origin === 'array' ? `Give at most ${issue.maximum}.` : `Enter at most ${issue.maximum}.`
    case 'invalid_format':
      return issue.format === 'uuid' ? 'This is no id.' : 'This is not in the form that is accepted here.'
    case 'unrecognized_keys':
      return `Unknown: ${listed(issue.keys)}.`
    case 'invalid_union':
      return 'This is in none of the forms that are accepted here.'
    default:
      return 'This cannot be used here.'
  }
}

z.config({ customError: inPlainWords })
