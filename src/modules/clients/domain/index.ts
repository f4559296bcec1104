/** The rules of clients. */
export { checkNamed, isNamed, nameNeeded } from './client.ts'
