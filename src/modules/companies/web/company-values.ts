import type { Company } from '../contract.ts'

const blankIfNone = (text: string | null) => text ?? ''

/** The settings as fields hold them: no nulls, and choices as strings. */
export function valuesOf(company: Company) {
  return {
    name: company.name,
    email: blankIfNone(company.email),
    phone: blankIfNone(company.phone),
    website: blankIfNone(company.website),
    taxId: blankIfNone(company.taxId),
    addressLine1: blankIfNone(company.addressLine1),
    addressLine2: blankIfNone(company.addressLine2),
    city: blankIfNone(company.city),
    region: blankIfNone(company.region),
    postalCode: blankIfNone(company.postalCode),
    country: company.country,
    currency: company.currency,
    timeZone: company.timeZone,
    locale: company.locale,
    weekStartsOn: String(company.weekStartsOn),
    fiscalYearStartMonth: String(company.fiscalYearStartMonth),
    invoiceDueDays: company.invoiceDueDays as number | string,
    estimateValidDays: company.estimateValidDays as number | string,
    salesTaxPercent: company.salesTaxPercent,
    timeRoundingMinutes: String(company.timeRoundingMinutes),
    timeRoundingMode: company.timeRoundingMode as string,
    timeNeedsApproval: company.timeNeedsApproval,
  }
}

export type CompanyValues = ReturnType<typeof valuesOf>

export function inputOf(values: CompanyValues): Record<string, unknown> {
  return {
    ...values,
    weekStartsOn: Number(values.weekStartsOn),
    fiscalYearStartMonth: Number(values.fiscalYearStartMonth),
    timeRoundingMinutes: Number(values.timeRoundingMinutes),
  }
}
