import { jsonb, pgTable, smallint } from 'drizzle-orm/pg-core'
import { instant, tenant } from '#platform/database/columns.ts'
import type { Proof } from '../contract.ts'

export const companyProofs = pgTable('company_proofs', {
  ...tenant(),
  provedAt: instant('proved_at').notNull(),
  rules: smallint('rules').notNull(),
  broken: jsonb('broken').$type<Proof['broken']>().notNull(),
})
