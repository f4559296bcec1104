import { expect, test } from 'vitest'
import { templateLabel } from './template-label.ts'

test.each([
  ['Default', true, 'Default'],
  ['Our default terms', true, 'Our default terms'],
  ['Short', true, 'Short (default)'],
  ['Short', false, 'Short'],
  ['Default 2', false, 'Default 2'],
])('%s, default: %s', (name, isDefault, label) => expect(templateLabel({ name, isDefault })).toBe(label))
