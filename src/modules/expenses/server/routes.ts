import type { Route } from '#platform/operation.ts'

export const routes: Route[] = []
