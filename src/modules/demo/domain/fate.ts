/** What becomes of a sent invoice. `halves`: paid in two parts; `over`: more came than was asked. */
export type Fate = 'void' | 'over' | 'halves' | 'half' | 'full' | 'open'

/** Decided by its place among the company's invoices and its age in days, so that every state appears, also in short demos. */
export function fateOf(place: number, age: number): Fate {
  if (place % 23 === 4) return 'void'
  if (place % 29 === 8 && age > 20) return 'over'
  if (place % 13 === 6) return age > 130 ? 'halves' : 'half'
  if (age <= 12) return place % 5 === 0 ? 'full' : 'open'
  if (age <= 32) return place % 2 === 0 ? 'open' : 'full'
  if (age <= 100) return place % 4 === 1 ? 'open' : 'full'
  return place % 41 === 11 ? 'open' : 'full'
}
