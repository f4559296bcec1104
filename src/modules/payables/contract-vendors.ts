import { z } from 'zod'
import { InstantSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { listInput, pageOf, sortBy } from '#kernel/paging.ts'
import { emailAddress, optionalLongText, optionalText, shortText } from '#kernel/text.ts'

const editable = {
  name: shortText(200, 'Enter the name of the vendor.'),
  email: optionalText(254).pipe(emailAddress.nullable()),
  phone: optionalText(40),
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
  taxId: optionalText(60),
  /** Days until a bill is due; null is 30. */
  paymentTermsDays: z.number().int().min(0).max(365, 'Use at most 365 days.').nullable(),
  /** What the lines of its bills begin with. */
  defaultExpenseAccountId: Id.nullable(),
  notes: optionalLongText(4000),
}

/** Days until a bill is due when its vendor does not say. */
export const usualTermsDays = 30

export const Vendor = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  addressLine1: z.string().nullable(),
  addressLine2: z.string().nullable(),
  city: z.string().nullable(),
  region: z.string().nullable(),
  postalCode: z.string().nullable(),
  country: z.string().nullable(),
  taxId: z.string().nullable(),
  paymentTermsDays: z.int().nullable(),
  defaultExpenseAccountId: Id.nullable(),
  notes: z.string().nullable(),
  archivedAt: InstantSchema.nullable(),
  revision: z.int(),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
})
export type Vendor = z.output<typeof Vendor>

export const VendorListItem = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  paymentTermsDays: z.int().nullable(),
  defaultExpenseAccountId: Id.nullable(),
  /** Still due on posted bills, and the part of it that is late. */
  owedCents: z.int(),
  overdueCents: z.int(),
  archivedAt: InstantSchema.nullable(),
  createdAt: InstantSchema,
})
export type VendorListItem = z.output<typeof VendorListItem>

export const VendorOverview = z.object({
  owedCents: z.int(),
  overdueCents: z.int(),
  /** Live payments since the first of January, in the company's time zone. */
  paidThisYearCents: z.int(),
  /** Not posted yet. */
  draftCents: z.int(),
})
export type VendorOverview = z.output<typeof VendorOverview>

const vendorId = { vendorId: Id }

export const listVendors = endpoint({
  method: 'GET',
  path: '/vendors',
  area: 'company',
  summary: 'Vendors, with what is owed to them',
  input: z.object({
    ...listInput,
    sort: sortBy('name', '-name', '-createdAt', 'createdAt'),
    state: z.enum(['active', 'archived', 'all']).default('active'),
    withBalance: z.union([z.boolean(), z.stringbool()]).default(false),
  }),
  answer: pageOf(VendorListItem),
})

export const readVendor = endpoint({
  method: 'GET',
  path: '/vendors/:vendorId',
  area: 'company',
  summary: 'One vendor',
  input: z.object(vendorId),
  answer: Vendor,
})

export const readVendorOverview = endpoint({
  method: 'GET',
  path: '/vendors/:vendorId/overview',
  area: 'company',
  summary: "A vendor's figures: owed, late, paid this year, in draft",
  input: z.object(vendorId),
  answer: VendorOverview,
})

export const createVendor = endpoint({
  method: 'POST',
  path: '/vendors',
  area: 'company',
  summary: 'Add a vendor',
  input: z.object({
    id: Id.optional(),
    name: editable.name,
    email: editable.email.default(null),
    phone: editable.phone.default(null),
    addressLine1: editable.addressLine1.default(null),
    addressLine2: editable.addressLine2.default(null),
    city: editable.city.default(null),
    region: editable.region.default(null),
    postalCode: editable.postalCode.default(null),
    country: editable.country.default(null),
    taxId: editable.taxId.default(null),
    paymentTermsDays: editable.paymentTermsDays.default(null),
    defaultExpenseAccountId: editable.defaultExpenseAccountId.default(null),
    notes: editable.notes.default(null),
  }),
  answer: Vendor,
  creates: true,
})

export const updateVendor = endpoint({
  method: 'PATCH',
  path: '/vendors/:vendorId',
  area: 'company',
  summary: 'Change a vendor; fields that are not sent stay as they are',
  input: z.object({ ...vendorId, ...z.object(editable).partial().shape }),
  answer: Vendor,
})

export const archiveVendor = endpoint({
  method: 'POST',
  path: '/vendors/:vendorId/archive',
  area: 'company',
  summary: 'Take a vendor out of lists and pickers',
  input: z.object(vendorId),
  answer: Vendor,
})

export const unarchiveVendor = endpoint({
  method: 'POST',
  path: '/vendors/:vendorId/unarchive',
  area: 'company',
  summary: 'Bring an archived vendor back',
  input: z.object(vendorId),
  answer: Vendor,
})
