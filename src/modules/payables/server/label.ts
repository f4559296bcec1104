/** What people call a bill: by its number, else by its day. */
export function billLabel({ number, billedOn }: { number: string | null; billedOn: string }): string {
  return number === null ? `Bill of ${billedOn}` : `Bill ${number}`
}
