import { cast, companies } from './cast.ts'
import type { TestHouse } from './house.ts'

const id = (n: string) => `0190a000-0000-7000-8000-00000000d${n}`

/** Something to work on at Maple Studio, and a project of the rival. Rates are per hour. */
export const work = {
  /** Maple's clients. */
  birch: id('001'),
  cedar: id('002'),
  /** Birch's hourly project at $120.00, with Cy on it. */
  website: id('011'),
  /** Birch's hourly project without a rate of its own, with Cy on it. */
  support: id('012'),
  /** Birch's flat project, with Cy on it. */
  brand: id('013'),
  /** Cedar's hourly project; Cy is not on it. */
  garden: id('014'),
  /** Services by the hour at $90.00, by the piece at $30.00. */
  design: id('021'),
  icon: id('022'),
  /** Oak Electric's client and project. */
  ivy: id('031'),
  wiring: id('032'),
} as const

/** Puts it there by plain SQL, for the tests of modules that stand above clients, catalog and projects. */
export async function seedWork(house: TestHouse): Promise<void> {
  const { maple, oak } = companies
  const client = 'INSERT INTO clients (company_id, id, organization_name) VALUES ($1, $2, $3)'
  await house.sql('owner', client, [maple.id, work.birch, 'Birch'])
  await house.sql('owner', client, [maple.id, work.cedar, 'Cedar'])
  await house.sql('owner', client, [oak.id, work.ivy, 'Ivy'], oak.id)
  const project =
    'INSERT INTO projects (company_id, id, client_id, number, name, billing_type, hourly_rate_cents, flat_fee_cents) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)'
  await house.sql('owner', project, [maple.id, work.website, work.birch, 'P-1', 'Website', 'hourly', 12000, null])
  await house.sql('owner', project, [maple.id, work.support, work.birch, 'P-2', 'Support', 'hourly', null, null])
  await house.sql('owner', project, [maple.id, work.brand, work.birch, 'P-3', 'Brand', 'flat', null, 500000])
  await house.sql('owner', project, [maple.id, work.garden, work.cedar, 'P-4', 'Garden', 'hourly', 8000, null])
  await house.sql('owner', project, [oak.id, work.wiring, work.ivy, 'P-1', 'Wiring', 'hourly', 7000, null], oak.id)
  const service =
    "INSERT INTO catalog_items (company_id, id, item_type, name, unit, unit_price_cents) VALUES ($1, $2, 'service', $3, $4, $5)"
  await house.sql('owner', service, [maple.id, work.design, 'Design', 'hour', 9000])
  await house.sql('owner', service, [maple.id, work.icon, 'Icon', 'piece', 3000])
  for (const one of [work.website, work.support, work.brand]) {
    const assign = 'INSERT INTO project_members (company_id, project_id, member_id) VALUES ($1, $2, $3)'
    await house.sql('owner', assign, [maple.id, one, cast.cy.memberId])
  }
}
