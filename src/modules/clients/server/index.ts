/** Who the company works for. Other modules open only this. */
export { outstanding } from './queries.ts'
export { type ClientRow, clientNames, findClients, loadClient, loadClientForUpdate } from './store.ts'
