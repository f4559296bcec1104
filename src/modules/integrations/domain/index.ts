/** What other programs can be told. */
export { publicEvents } from './events.ts'
