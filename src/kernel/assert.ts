/** Our own mistake, never the person's: reaches the log and answers 500. */
export class AssertionError extends Error {
  override name = 'AssertionError'
}

/** States what must be true here; if it is not, the code is wrong and stops. */
export function assert(condition: unknown, otherwise: string): asserts condition {
  if (!condition) throw new AssertionError(otherwise)
}

/** The value, which cannot be missing here. */
export function present<T>(value: T | null | undefined, otherwise = 'a value that must be there is missing'): T {
  assert(value !== null && value !== undefined, otherwise)
  return value
}
