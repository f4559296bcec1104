/** The rules of clients. */
export { checkNamed } from './client.ts'
