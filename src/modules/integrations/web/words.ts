import { type KeyScope, keyScopes } from '#kernel/permissions.ts'

/** Scopes under the heading of what they are about, in the order of the table. */
export const scopeGroups: { title: string; scopes: KeyScope[] }[] = [
  { title: 'Company', about: ['company', 'members', 'audit', 'media'] },
  { title: 'Work', about: ['time', 'projects', 'clients', 'catalog'] },
  { title: 'Selling', about: ['documents', 'payments'] },
  { title: 'Spending', about: ['expenses', 'payables'] },
  { title: 'Books', about: ['financials', 'books'] },
].map(({ title, about }) => ({
  title,
  scopes: keyScopes.filter((scope) => about.includes(scope.split(':')[0] ?? '')),
}))

/** What changes nothing. */
export const readScopes = keyScopes.filter((scope) => scope.endsWith(':read') || scope === 'projects:assigned')

/** `Everything`, `12 rights, reading only`, `Read clients`. */
export function scopeSummary(scopes: readonly KeyScope[]): string {
  if (scopes.length === keyScopes.length) return 'Everything a key can'
  const reading = scopes.every((scope) => readScopes.includes(scope))
  return `${scopes.length} ${scopes.length === 1 ? 'right' : 'rights'}${reading ? ', reading only' : ''}`
}
