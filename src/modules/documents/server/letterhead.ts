import { present } from '#kernel/assert.ts'
import { type PlainDate, todayIn } from '#kernel/calendar.ts'
import { type ClientRow, clientNames, findClients } from '#modules/clients/server/index.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { findProjects, type ProjectRow } from '#modules/projects/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import type { Party } from '../contract.ts'
import { type Address, addressLines } from '../domain/address.ts'

type CompanyRow = Awaited<ReturnType<typeof loadCompany>>

/** Everyone whose name stands on a paper: the company, its client, the project that it is about. */
export type Letterhead = {
  company: CompanyRow
  from: Party
  to: Party
  clientEmail: string | null
  project: Pick<ProjectRow, 'id' | 'number' | 'name'> | null
  today: PlainDate
}

/** The same for screen, PDF, e-mail and public page, so that they agree. */
export async function loadLetterhead(
  scope: Scope,
  about: { clientId: string; projectId: string | null },
): Promise<Letterhead> {
  const company = await loadCompany(scope)
  const client = (await findClients(scope, [about.clientId])).get(about.clientId)
  const project = about.projectId ? (await findProjects(scope, [about.projectId])).get(about.projectId) : undefined
  return {
    company,
    from: partyOf(company, company.name, company.phone, company),
    to: client ? clientParty(client, company) : await nameOnly(scope, about.clientId),
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
