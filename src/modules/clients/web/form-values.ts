import type { z } from 'zod'
import type { Client, Phone } from '../contract.ts'

export type ClientValues = {
  organizationName: string
  personName: string
  email: string
  phones: z.output<typeof Phone>[]
  addressLine1: string
  addressLine2: string
  city: string
  region: string
  postalCode: string
  country: string
  taxId: string
  paymentTermsDays: number | ''
  internalNote: string
}

/** What the fields hold for a client, or for none. */
export function valuesOf(client?: Client): ClientValues {
  const text = (value: string | null | undefined) => value ?? ''
  return {
    organizationName: text(client?.organizationName),
    personName: text(client?.personName),
    email: text(client?.email),
    phones: client?.phones ?? [],
    addressLine1: text(client?.addressLine1),
    addressLine2: text(client?.addressLine2),
    city: text(client?.city),
    region: text(client?.region),
    postalCode: text(client?.postalCode),
    country: text(client?.country),
    taxId: text(client?.taxId),
    paymentTermsDays: client?.paymentTermsDays ?? '',
    internalNote: text(client?.internalNote),
  }
}

/** As the contract wants it: phones without a number are left out. */
export function inputOf(values: ClientValues) {
  return { ...values, phones: values.phones.filter((phone) => phone.number.trim() !== '') }
}
