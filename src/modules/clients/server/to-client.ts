import type { Client } from '../contract.ts'
import type { ClientRow } from './store.ts'

/** A row as callers and the audit log see it. */
export function toClient(row: ClientRow): Client {
  const {
    companyId: _company,
    sortName: _sort,
    searchText: _search,
    creditCents: _credit,
    deletedAt: _gone,
    ...client
  } = row
  return client
}
