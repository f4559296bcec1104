import type { WebModule } from '#ui/module.ts'

export const creditNotes: WebModule = {}
