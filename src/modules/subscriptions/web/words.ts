import type { Subscription } from '../contract.ts'

type Told = { state: string; sentence: string }

/** How the plan stands, in a word and a sentence. `until` is a date that reads well. */
export function standingText(standing: Subscription['standing'], until: string): Told {
  switch (standing) {
    case 'unbilled':
      return { state: 'Everything is on', sentence: 'This installation bills nobody: all features, no limit of seats.' }
    case 'not_started':
      return { state: 'Trial', sentence: 'The trial has not begun yet. Everything is on.' }
    case 'trial':
      return {
        state: 'Trial',
        sentence: `Everything is on until ${until}. Then the company is read-only, and nothing is lost.`,
      }
    case 'comp':
      return { state: 'Given', sentence: `Given to this company until ${until}.` }
    case 'active':
      return { state: 'Active', sentence: `Renews on ${until}.` }
    case 'ending':
      return {
        state: 'Ending',
        sentence: `Cancelled. Everything goes on until ${until}; then the company is read-only.`,
      }
    case 'past_due':
      return { state: 'Payment missing', sentence: `The last payment failed. Everything goes on until ${until}.` }
    case 'trial_over':
      return { state: 'Read-only', sentence: 'The trial is over. Everything is here, can be read and exported.' }
    case 'unpaid':
      return { state: 'Read-only', sentence: 'A payment is missing. Everything is here, can be read and exported.' }
    case 'ended':
      return {
        state: 'Read-only',
        sentence: 'The subscription has ended. Everything is here, can be read and exported.',
      }
  }
}

/** As amounts of the price list: `$19`, `$9.99`. */
export function dollars(cents: number): string {
  const digits = String(cents).padStart(3, '0')
  const [whole, rest] = [digits.slice(0, -2), digits.slice(-2)]
  return rest === '00' ? `$${whole}` : `$${whole}.${rest}`
}
