export { chained, chainStart, type SealedEntry } from './chain.ts'
