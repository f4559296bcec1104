import { cast, companies } from './cast.ts'
import type { TestHouse } from './house.ts'
import { workCast } from './work-cast.ts'

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

/** Puts it there, for the tests of modules that stand above clients, catalog and projects. */
export async function seedWork(house: TestHouse): Promise<void> {
  const { client, project, item } = workCast(house)
  const oak = { company_id: companies.oak.id }
  await client({ id: work.birch, organization_name: 'Birch' })
  await client({ id: work.cedar, organization_name: 'Cedar' })
  await client({ id: work.ivy, organization_name: 'Ivy', ...oak })
  await project(work.birch, { id: work.website, name: 'Website', hourly_rate_cents: 12_000 })
  await project(work.birch, { id: work.support, name: 'Support' })
  await project(work.birch, { id: work.brand, name: 'Brand', billing_type: 'flat', flat_fee_cents: 500_000 })
  await project(work.cedar, { id: work.garden, name: 'Garden', hourly_rate_cents: 8_000 })
  await project(work.ivy, { id: work.wiring, name: 'Wiring', ...oak })
  await item({ id: work.design, name: 'Design', unit_price_cents: 9_000 })
  await item({ id: work.icon, name: 'Icon', unit: 'piece', unit_price_cents: 3_000 })
  const assign = 'INSERT INTO project_members (company_id, project_id, member_id) VALUES ($1, $2, $3)'
  for (const assigned of [work.website, work.support, work.brand]) {
    await house.sql('owner', assign, [companies.maple.id, assigned, cast.cy.memberId])
  }
}
