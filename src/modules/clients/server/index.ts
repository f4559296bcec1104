/** Who the company works for. Other modules open only this. */
export { type ClientRow, clientNames, findClients, loadClient, loadClientForUpdate } from './store.ts'
