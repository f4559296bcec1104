import { boolean, char, integer, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { Role } from '#kernel/permissions.ts'
import { cents, instant, percent, plainDate, tenant } from '#platform/database/columns.ts'
import type { NumberReset } from '../domain/numbering.ts'
import type { DocumentType, NumberSeries } from '../domain/series.ts'
import type { TwoFactorPolicy } from '../domain/two-factor.ts'

export const companies = pgTable('companies', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email'),
  phone: text('phone'),
  website: text('website'),
  taxId: text('tax_id'),
  addressLine1: text('address_line1'),
  addressLine2: text('address_line2'),
  city: text('city'),
  region: text('region'),
  postalCode: text('postal_code'),
  country: char('country', { length: 2 }),
  currency: char('currency', { length: 3 }).notNull(),
  timeZone: text('time_zone').notNull(),
  locale: text('locale').notNull(),
  weekStartsOn: smallint('week_starts_on').notNull().default(1),
  fiscalYearStartMonth: smallint('fiscal_year_start_month').notNull().default(1),
  invoiceDueDays: smallint('invoice_due_days').notNull().default(30),
  estimateValidDays: smallint('estimate_valid_days').notNull().default(30),
  salesTaxPercent: percent('sales_tax_percent').notNull().default('0'),
  timeRoundingMinutes: smallint('time_rounding_minutes').notNull().default(0),
  timeRoundingMode: text('time_rounding_mode').$type<'up' | 'nearest'>().notNull().default('nearest'),
  timeNeedsApproval: boolean('time_needs_approval').notNull().default(true),
  accentColor: text('accent_color'),
  logoMediaId: uuid('logo_media_id'),
  booksLockedThrough: plainDate('books_locked_through'),
  twoFactorPolicy: text('two_factor_policy').$type<TwoFactorPolicy>().notNull().default('off'),
  revision: integer('revision').notNull().default(1),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  closedAt: instant('closed_at'),
  deletedAt: instant('deleted_at'),
})

export const members = pgTable('members', {
  ...tenant(),
  userId: uuid('user_id').notNull(),
  role: text('role').$type<Role>().notNull(),
  displayName: text('display_name').notNull(),
  billingRateCents: cents('billing_rate_cents'),
  costRateCents: cents('cost_rate_cents'),
  canApproveTime: boolean('can_approve_time').notNull().default(false),
  canViewCompanyFinancials: boolean('can_view_company_financials').notNull().default(false),
  requireTwoFactor: boolean('require_two_factor').notNull().default(false),
  deactivatedAt: instant('deactivated_at'),
  revision: integer('revision').notNull().default(1),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
})

export const invites = pgTable('invites', {
  ...tenant(),
  email: text('email').notNull(),
  role: text('role').$type<Role>().notNull(),
  canApproveTime: boolean('can_approve_time').notNull().default(false),
  canViewCompanyFinancials: boolean('can_view_company_financials').notNull().default(false),
  billingRateCents: cents('billing_rate_cents'),
  costRateCents: cents('cost_rate_cents'),
  message: text('message'),
  tokenHash: text('token_hash').notNull(),
  invitedBy: uuid('invited_by').notNull(),
  sentAt: instant('sent_at').notNull(),
  sends: integer('sends').notNull().default(1),
  expiresAt: instant('expires_at').notNull(),
  acceptedAt: instant('accepted_at'),
  acceptedBy: uuid('accepted_by'),
  revokedAt: instant('revoked_at'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
})

export const numberingSchemes = pgTable('numbering_schemes', {
  companyId: uuid('company_id').notNull(),
  series: text('series').$type<NumberSeries>().notNull(),
  pattern: text('pattern').notNull(),
  reset: text('reset').$type<NumberReset>().notNull(),
  byProject: boolean('by_project').notNull().default(false),
  /** Goes up when pattern or reset change. */
  run: smallint('run').notNull().default(0),
})

export const numberCounters = pgTable('number_counters', {
  companyId: uuid('company_id').notNull(),
  series: text('series').$type<NumberSeries>().notNull(),
  period: text('period').notNull(),
  firstNumber: integer('first_number').notNull().default(1),
  lastNumber: integer('last_number').notNull(),
})

export const documentTemplates = pgTable('document_templates', {
  ...tenant(),
  documentType: text('document_type').$type<DocumentType>().notNull(),
  name: text('name').notNull(),
  isDefault: boolean('is_default').notNull().default(false),
  header: text('header'),
  footer: text('footer'),
  notes: text('notes'),
  terms: text('terms'),
  revision: integer('revision').notNull().default(1),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  deletedAt: instant('deleted_at'),
})

export const mediaObjects = pgTable('media_objects', {
  ...tenant(),
  purpose: text('purpose').notNull(),
  storageKey: text('storage_key').notNull(),
  fileName: text('file_name').notNull(),
  contentType: text('content_type').notNull(),
  sizeBytes: cents('size_bytes').notNull(),
  sha256: text('sha256').notNull(),
  attachedAt: instant('attached_at'),
  uploadedBy: uuid('uploaded_by'),
  createdAt: instant('created_at').notNull(),
  deletedAt: instant('deleted_at'),
})
