const secretNames = /password|passphrase|token|secret/i

/** The same, at any depth, without what only its owner may know, for the audit log. */
export function redacted(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(redacted)
  if (input === null || typeof input !== 'object') return input
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, secretNames.test(name) ? '…' : redacted(value)]),
  )
}
