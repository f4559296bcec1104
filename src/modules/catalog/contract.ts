import { z } from 'zod'
import { InstantSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { MAX_DOCUMENT_CENTS, NonNegativeCents } from '#kernel/money.ts'
import { listInput, pageOf, sortBy } from '#kernel/paging.ts'
import { optionalLongText, shortText } from '#kernel/text.ts'

export const itemTypes = ['service', 'product'] as const
export const units = ['hour', 'day', 'piece', 'fixed'] as const
export type Unit = (typeof units)[number]

const editable = {
  itemType: z.enum(itemTypes),
  name: shortText(200, 'Enter a name.'),
  description: optionalLongText(2000),
  unitPriceCents: NonNegativeCents.max(MAX_DOCUMENT_CENTS, 'That price is larger than a document can hold.'),
  unit: z.enum(units),
  taxable: z.boolean(),
  /** Where its income is posted; null means the company's Revenue account. */
  incomeAccountId: Id.nullable(),
}

export const CatalogItem = z.object({
  id: Id,
  itemType: z.enum(itemTypes),
  name: z.string(),
  description: z.string().nullable(),
  unitPriceCents: z.number().int(),
  unit: z.enum(units),
  taxable: z.boolean(),
  incomeAccountId: Id.nullable(),
  active: z.boolean(),
  revision: z.number().int(),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
})
export type CatalogItem = z.output<typeof CatalogItem>

export const listCatalogItems = endpoint({
  method: 'GET',
  path: '/catalog-items',
  area: 'company',
  summary: 'Services and products by name',
  input: z.object({
    ...listInput,
    sort: sortBy('name', '-name'),
    state: z.enum(['active', 'inactive', 'all']).default('active'),
    itemType: z.enum(itemTypes).optional(),
  }),
  answer: pageOf(CatalogItem),
})

/** For whoever logs time: what the company offers is no secret to its Staff, what it asks for that is. */
export const listServices = endpoint({
  method: 'GET',
  path: '/services',
  area: 'company',
  summary: 'Names of the services in use, to log time for',
  input: z.object({}),
  answer: z.object({ items: z.array(z.object({ id: Id, name: z.string() })) }),
})

export const readCatalogItem = endpoint({
  method: 'GET',
  path: '/catalog-items/:itemId',
  area: 'company',
  summary: 'One catalog item',
  input: z.object({ itemId: Id }),
  answer: CatalogItem,
})

export const createCatalogItem = endpoint({
  method: 'POST',
  path: '/catalog-items',
  area: 'company',
  summary: 'Add a service or product',
  input: z.object({
    id: Id.optional(),
    itemType: editable.itemType.default('service'),
    name: editable.name,
    description: editable.description.default(null),
    unitPriceCents: editable.unitPriceCents.default(0),
    unit: editable.unit.default('hour'),
    taxable: editable.taxable.default(false),
    incomeAccountId: editable.incomeAccountId.default(null),
  }),
  answer: CatalogItem,
  creates: true,
})

export const updateCatalogItem = endpoint({
  method: 'PATCH',
  path: '/catalog-items/:itemId',
  area: 'company',
  summary: 'Change a catalog item; documents and time keep what they have',
  input: z.object({ itemId: Id, ...z.object(editable).partial().shape }),
  answer: CatalogItem,
})

export const activateCatalogItem = endpoint({
  method: 'POST',
  path: '/catalog-items/:itemId/activate',
  area: 'company',
  summary: 'Offer an item in pickers again',
  input: z.object({ itemId: Id }),
  answer: CatalogItem,
})

export const deactivateCatalogItem = endpoint({
  method: 'POST',
  path: '/catalog-items/:itemId/deactivate',
  area: 'company',
  summary: 'Take an item out of pickers; old records keep it',
  input: z.object({ itemId: Id }),
  answer: CatalogItem,
})

export const deleteCatalogItem = endpoint({
  method: 'DELETE',
  path: '/catalog-items/:itemId',
  area: 'company',
  summary: 'Delete a catalog item; old records keep it',
  input: z.object({ itemId: Id }),
  answer: z.null(),
})
