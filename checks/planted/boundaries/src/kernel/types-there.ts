import type { Back } from './types-back.ts'
export type There = { back: Back }
