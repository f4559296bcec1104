import type { WebModule } from '#ui/module.ts'

export const collections: WebModule = {}
