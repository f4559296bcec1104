/**
 * What becomes of a sent invoice. `halves`: paid in two parts; `over`: more came than was asked; `noted`: a part was
 * credited; `doubted`: a credit note waits to be posted; `lost`: written off; `corrected`: another took its place.
 */
export type Fate = 'void' | 'over' | 'halves' | 'half' | 'full' | 'open' | 'noted' | 'lost' | 'corrected' | 'doubted'

/** Decided by its place among the company's invoices and its age in days, so that every state appears, also in short demos. */
export function fateOf(place: number, age: number): Fate {
  if (place % 23 === 4) return 'void'
  if (place % 29 === 8 && age > 20) return 'over'
  if (place % 13 === 6) return age > 130 ? 'halves' : 'half'
  if (place % 27 === 16 && age > 20) return 'corrected'
  if (place % 19 === 12) return age > 20 ? 'noted' : 'doubted'
  if (place % 31 === 17 && age > 90) return 'lost'
  if (age <= 12) return place % 5 === 0 ? 'full' : 'open'
  if (age <= 32) return place % 2 === 0 ? 'open' : 'full'
  if (age <= 100) return place % 4 === 1 ? 'open' : 'full'
  return place % 41 === 11 ? 'open' : 'full'
}
