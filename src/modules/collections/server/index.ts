/** What a client sees of a statement by its link, and that somebody looked. */
export { readShared, viewShared } from './shared-statement.ts'
