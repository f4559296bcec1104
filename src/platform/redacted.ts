const secretNames = /password|token|secret|code/i

/** The same without what only its owner may know, for the audit log. */
export function redacted(input: unknown): unknown {
  if (input === null || typeof input !== 'object') return input
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, secretNames.test(name) ? '…' : value]))
}
