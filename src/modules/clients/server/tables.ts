import { char, integer, jsonb, pgTable, smallint, text } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import { cents, instant, tenant } from '#platform/database/columns.ts'
import type { Phone } from '../contract.ts'

/** `displayName`, `sortName` and `searchText` are made by the database from the names and the e-mail address. */
export const clients = pgTable('clients', {
  ...tenant(),
  organizationName: text('organization_name'),
  personName: text('person_name'),
  displayName: text('display_name').notNull().generatedAlwaysAs(''),
  sortName: text('sort_name').notNull().generatedAlwaysAs(''),
  email: text('email'),
  phones: jsonb('phones').$type<z.output<typeof Phone>[]>().notNull(),
  addressLine1: text('address_line1'),
  addressLine2: text('address_line2'),
  city: text('city'),
  region: text('region'),
  postalCode: text('postal_code'),
  country: char('country', { length: 2 }),
  taxId: text('tax_id'),
  paymentTermsDays: smallint('payment_terms_days'),
  internalNote: text('internal_note'),
  creditCents: cents('credit_cents').notNull().default(0),
  searchText: text('search_text').notNull().generatedAlwaysAs(''),
  archivedAt: instant('archived_at'),
  revision: integer('revision').notNull().default(1),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  deletedAt: instant('deleted_at'),
})
