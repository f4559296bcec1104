import { companyToday } from '#modules/companies/server/index.ts'
import { may } from '#platform/actor.ts'
import { query } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { findClientPage, loadClientFigures, loadClientRevenue } from './queries.ts'
import { loadClient } from './store.ts'
import { toClient } from './to-client.ts'

export const listClients = query({
  name: 'clients.list',
  needs: 'clients:read',
  input: contract.listClients.input,
  run: findClientPage,
})

export const readClient = query({
  name: 'clients.read',
  needs: 'clients:read',
  input: contract.readClient.input,
  run: async (scope, { clientId }) => toClient(await loadClient(scope, clientId)),
})

export const readClientOverview = query({
  name: 'clients.overview',
  needs: 'clients:read',
  input: contract.readClientOverview.input,
  async run(scope, { clientId }) {
    const { creditCents } = await loadClient(scope, clientId)
    const figures = await loadClientFigures(scope, clientId, await companyToday(scope))
    return {
      ...figures,
      creditCents,
      revenueCents: may(scope, 'financials:read') ? await loadClientRevenue(scope, clientId) : null,
    }
  },
})
