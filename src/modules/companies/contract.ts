import { z } from 'zod'
import { InstantSchema, PlainDateSchema, TimeZoneSchema } from '#kernel/calendar.ts'
import { CurrencyCode } from '#kernel/currency.ts'
import { Percentage } from '#kernel/decimal.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { type Permission, permissions, roles } from '#kernel/permissions.ts'
import { featureNames, planNames } from '#kernel/plans.ts'
import { emailAddress, optionalText, shortText } from '#kernel/text.ts'
import { isLocale, twoFactorPolicies } from './domain/index.ts'

/** A locale that this machine can write dates and money in. */
const Locale = z.string('Choose a language.').refine(isLocale, 'Choose a language such as en-US.')

const wholeNumber = (min: number, max: number) => {
  const otherwise = `Enter a whole number from ${min} to ${max}.`
  return z.number(otherwise).int(otherwise).min(min, otherwise).max(max, otherwise)
}

/** What onboarding asks, and settings show again. */
const basics = {
  name: shortText(200, 'Enter the name of the company.'),
  addressLine1: optionalText(200),
  addressLine2: optionalText(200),
  city: optionalText(120),
  region: optionalText(120),
  postalCode: optionalText(40),
  /** ISO 3166-1, two letters. */
  country: optionalText(2).refine(
    (code) => code === null || /^[A-Z]{2}$/.test(code),
    'Use the two-letter country code.',
  ),
  currency: CurrencyCode,
  timeZone: TimeZoneSchema,
  locale: Locale,
  invoiceDueDays: wholeNumber(0, 365),
  salesTaxPercent: Percentage,
}

const editable = {
  ...basics,
  email: optionalText(254).pipe(emailAddress.nullable()),
  phone: optionalText(40),
  website: optionalText(200),
  taxId: optionalText(60),
  /** 1 is Monday, 7 is Sunday. */
  weekStartsOn: wholeNumber(1, 7),
  fiscalYearStartMonth: wholeNumber(1, 12),
  estimateValidDays: wholeNumber(1, 365),
  timeRoundingMinutes: z.literal([0, 6, 15, 30], 'Choose 0, 6, 15 or 30 minutes.'),
  timeRoundingMode: z.enum(['up', 'nearest']),
  timeNeedsApproval: z.boolean(),
  /** Whom the company asks for a second factor. */
  twoFactorPolicy: z.enum(twoFactorPolicies),
  accentColor: optionalText(7).refine(
    (color) => color === null || /^#[0-9a-f]{6}$/.test(color),
    'Use a color such as #1f5c42.',
  ),
}

/** A company with all its settings. */
export const Company = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  website: z.string().nullable(),
  taxId: z.string().nullable(),
  addressLine1: z.string().nullable(),
  addressLine2: z.string().nullable(),
  city: z.string().nullable(),
  region: z.string().nullable(),
  postalCode: z.string().nullable(),
  country: z.string().nullable(),
  currency: z.string(),
  timeZone: z.string(),
  locale: z.string(),
  weekStartsOn: z.number().int(),
  fiscalYearStartMonth: z.number().int(),
  invoiceDueDays: z.number().int(),
  estimateValidDays: z.number().int(),
  salesTaxPercent: z.string(),
  timeRoundingMinutes: z.number().int(),
  timeRoundingMode: z.enum(['up', 'nearest']),
  timeNeedsApproval: z.boolean(),
  twoFactorPolicy: z.enum(twoFactorPolicies),
  accentColor: z.string().nullable(),
  logoUrl: z.string().nullable(),
  /** Nothing posts on this date or before it. */
  booksLockedThrough: PlainDateSchema.nullable(),
  revision: z.number().int(),
})
export type Company = z.output<typeof Company>

export const Me = z.object({
  user: z.object({ id: Id, name: z.string(), email: z.string(), emailVerified: z.boolean(), operator: z.boolean() }),
  companies: z.array(
    z.object({
      id: Id,
      /** The person as a member of this company. */
      memberId: Id,
      name: z.string(),
      currency: z.string(),
      timeZone: z.string(),
      locale: z.string(),
      role: z.enum(roles),
      permissions: z.array(z.enum(Object.keys(permissions) as [Permission, ...Permission[]])),
      logoUrl: z.string().nullable(),
      /** Everything can be read, nothing changed; only owners see it. */
      closed: z.boolean(),
      plan: z.enum(planNames),
      /** What the plan has beyond the common; all of it when this installation bills nobody. */
      features: z.array(z.enum(featureNames)),
      /** Trial over or payment missing: everything can be read, nothing changed. */
      readOnly: z.boolean(),
      /** Whether this installation bills companies. */
      billing: z.boolean(),
      /** While the company is on trial. */
      trialEndsAt: InstantSchema.nullable(),
    }),
  ),
})
export type Me = z.output<typeof Me>

export const readMe = endpoint({
  method: 'GET',
  path: '/me',
  area: 'me',
  summary: 'Who is signed in, in which companies, and what they may do there',
  input: z.object({}),
  answer: Me,
})

export const createCompany = endpoint({
  method: 'POST',
  path: '/companies',
  area: 'me',
  summary: 'Start a company with its chart of accounts, numbering and templates; its maker owns it',
  input: z.object({
    id: Id.optional(),
    name: basics.name,
    addressLine1: basics.addressLine1.default(null),
    addressLine2: basics.addressLine2.default(null),
    city: basics.city.default(null),
    region: basics.region.default(null),
    postalCode: basics.postalCode.default(null),
    country: basics.country.default(null),
    currency: basics.currency.default('USD'),
    timeZone: basics.timeZone.default('America/New_York'),
    locale: basics.locale.default('en-US'),
    invoiceDueDays: basics.invoiceDueDays.default(30),
    salesTaxPercent: basics.salesTaxPercent.default('0'),
  }),
  answer: Company,
  creates: true,
})

export const readCompany = endpoint({
  method: 'GET',
  path: '/settings',
  area: 'company',
  summary: 'The company and its settings',
  input: z.object({}),
  answer: Company,
})

export const updateCompany = endpoint({
  method: 'PATCH',
  path: '/settings',
  area: 'company',
  summary: 'Change settings; fields that are not sent stay. The currency stays once something is posted',
  input: z.object(editable).partial(),
  answer: Company,
})

export const closeCompany = endpoint({
  method: 'POST',
  path: '/close',
  area: 'company',
  summary: 'Close the company: nothing changes any more, and only owners still see it',
  input: z.object({
    /** As it stands, typed by the person. */
    name: z.string('Type the name of the company.').max(200),
  }),
  answer: z.null(),
})

export const reopenCompany = endpoint({
  method: 'POST',
  path: '/reopen',
  area: 'company',
  summary: 'Open a closed company again',
  input: z.object({}),
  answer: Company,
})

/** A picture of at most this size is taken at `POST …/logo`, as the body itself. */
export const logoBytesMax = 2_000_000

export const readLogo = endpoint({
  method: 'GET',
  path: '/logo',
  area: 'company',
  summary: 'The logo',
  input: z.object({ v: z.string().max(64).optional() }),
  answer: z.null(),
  files: ['image/png', 'image/jpeg', 'image/webp'],
})

export const removeLogo = endpoint({
  method: 'DELETE',
  path: '/logo',
  area: 'company',
  summary: 'Remove the logo',
  input: z.object({}),
  answer: Company,
})

export {
  createTemplate,
  deleteTemplate,
  listNumbering,
  listTemplates,
  NumberingScheme,
  readTemplate,
  Template,
  updateNumbering,
  updateTemplate,
} from './contract-documents.ts'
export { createInvite } from './contract-invites.ts'
export {
  deactivateMember,
  leaveCompany,
  listMembers,
  Member,
  reactivateMember,
  setMemberTwoFactor,
  transferOwnership,
  updateMember,
} from './contract-members.ts'
