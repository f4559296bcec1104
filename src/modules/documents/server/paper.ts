import { present } from '#kernel/assert.ts'
import { type PlainDate, todayIn } from '#kernel/calendar.ts'
import { type ClientRow, clientNames, findClients } from '#modules/clients/server/index.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { findProjects, type ProjectRow } from '#modules/projects/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import type { Party } from '../contract.ts'
import { type Address, addressLines } from '../domain/address.ts'
import { type DocumentRow, type LineRow, loadLines } from './store.ts'

type CompanyRow = Awaited<ReturnType<typeof loadCompany>>

/** A document with everyone whose name stands on it. */
export type Paper = {
  row: DocumentRow
  lines: LineRow[]
  company: CompanyRow
  from: Party
  to: Party
  clientEmail: string | null
  project: Pick<ProjectRow, 'id' | 'number' | 'name'> | null
  today: PlainDate
}

/** The same for screen, PDF, e-mail and public page, so that they agree. */
export async function loadPaper(scope: Scope, row: DocumentRow): Promise<Paper> {
  const lines = await loadLines(scope, row.id)
  const company = await loadCompany(scope)
  const client = (await findClients(scope, [row.clientId])).get(row.clientId)
  const project = row.projectId ? (await findProjects(scope, [row.projectId])).get(row.projectId) : undefined
  return {
    ...{ row, lines, company },
    from: partyOf(company, company.name, company.phone, company),
    to: client ? clientParty(client, company) : await nameOnly(scope, row.clientId),
    clientEmail: client?.email ?? null,
    project: project ? { id: project.id, number: project.number, name: project.name } : null,
    today: todayIn(company.timeZone, scope.now),
  }
}

function clientParty(client: ClientRow, company: CompanyRow): Party {
  return partyOf(client, client.displayName, client.phones[0]?.number ?? null, company)
}

function partyOf(
  of: Address & { email: string | null; taxId: string | null },
  name: string,
  phone: string | null,
  { country, locale }: CompanyRow,
): Party {
  return { name, addressLines: addressLines(of, country, locale), email: of.email, phone, taxId: of.taxId }
}

/** A client that was deleted keeps its name on what it had. */
async function nameOnly(scope: Scope, clientId: string): Promise<Party> {
  const name = present((await clientNames(scope, [clientId])).get(clientId), 'a document has a client')
  return { name, addressLines: [], email: null, phone: null, taxId: null }
}
