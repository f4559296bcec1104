import { expect, test } from 'vitest'
import { guesses } from './guesses.ts'

test.each([
  ['en-US', 'America/Chicago', { country: 'US', currency: 'USD', timeZone: 'America/Chicago', locale: 'en-US' }],
  ['de-DE', 'Europe/Berlin', { country: 'DE', currency: 'EUR', timeZone: 'Europe/Berlin', locale: 'de-DE' }],
  ['en', 'Nowhere/Land', { country: '', currency: 'USD', timeZone: 'America/New_York', locale: 'en-US' }],
])('%s in %s', (language, zone, guessed) => expect(guesses(language, zone)).toEqual(guessed))
