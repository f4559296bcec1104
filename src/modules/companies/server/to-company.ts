import type { Company as Answer } from '../contract.ts'
import type { Company } from './queries.ts'

/** The address of the logo; a new logo has a new address. */
export function logoUrl(companyId: string, logoMediaId: string | null): string | null {
  return logoMediaId === null ? null : `/api/v1/companies/${companyId}/logo?v=${logoMediaId}`
}

/** The company as the API tells it. */
export function toCompany(row: Company): Answer {
  const { logoMediaId, createdAt: _, updatedAt: _u, closedAt: _cl, deletedAt: _d, ...told } = row
  return { ...told, logoUrl: logoUrl(row.id, logoMediaId) }
}
