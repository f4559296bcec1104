import { newId } from '#kernel/ids.ts'
import { cast, companies } from './cast.ts'
import type { TestHouse } from './house.ts'

/** Clients, projects, items and time by plain SQL, for tests of what is made from them. They answer with the new id. */
export function workCast(house: TestHouse) {
  const insert = async (table: string, row: { [column: string]: unknown }): Promise<string> => {
    const full: { [column: string]: unknown } = { company_id: companies.maple.id, id: newId(), ...row }
    const names = Object.keys(full)
    await house.sql(
      'owner',
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_name, at) => `$${at + 1}`).join(', ')})`,
      Object.values(full),
      full.company_id as string,
    )
    return full.id as string
  }
  return {
    client: (row: object = {}) =>
      insert('clients', { organization_name: 'Harbor & Finch', email: 'pay@harbor.test', ...row }),
    project: (clientId: string, row: object = {}) =>
      insert('projects', {
        client_id: clientId,
        number: `P-${newId().slice(-8)}`,
        name: 'Website',
        billing_type: 'hourly',
        ...row,
      }),
    item: (row: object = {}) =>
      insert('catalog_items', {
        item_type: 'service',
        name: `Design ${newId().slice(-8)}`,
        unit_price_cents: 14_000,
        ...row,
      }),
    /** An approved hour of Cy's. */
    time: (clientId: string, row: object = {}) =>
      insert('time_entries', {
        member_id: cast.cy.memberId,
        client_id: clientId,
        worked_on: '2026-11-02',
        minutes: 60,
        state: 'approved',
        ...row,
      }),
  }
}
