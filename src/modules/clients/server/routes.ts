import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { archiveClient, unarchiveClient } from './archive-client.ts'
import { createClient } from './create-client.ts'
import { deleteClient } from './delete-client.ts'
import { listClients, readClient, readClientOverview } from './read-clients.ts'
import { updateClient } from './update-client.ts'

export const routes: Route[] = [
  route(contract.listClients, listClients),
  route(contract.readClient, readClient),
  route(contract.readClientOverview, readClientOverview),
  route(contract.createClient, createClient),
  route(contract.updateClient, updateClient),
  route(contract.archiveClient, archiveClient),
  route(contract.unarchiveClient, unarchiveClient),
  route(contract.deleteClient, deleteClient),
]
