import type { There } from './types-there.ts'
export type Back = { there: There }
