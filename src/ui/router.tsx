import type { QueryClient } from '@tanstack/react-query'
import {
  type AnyRoute,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import type { WebModule } from './module.ts'
import { NotFound } from './page/not-found.tsx'
import { RouteProblem } from './page/route-problem.tsx'
import { ScreenSkeleton } from './page/screen-skeleton.tsx'
import { homeOf, meQuery } from './session.ts'
import { parseSearch, stringifySearch } from './url.ts'

type Context = { queries: QueryClient }

/** The route tree: the modules' screens outside a company, and those inside one below the shell. */
export function createAppRouter(modules: readonly WebModule[], queries: QueryClient) {
  const root = createRootRouteWithContext<Context>()({ component: Outlet }) as unknown as AnyRoute
  const start = ['/', '/app'].map(
    (path) => createRoute({ getParentRoute: () => root, path, beforeLoad: goHome } as never) as AnyRoute,
  )
  const company: AnyRoute = createRoute({
    getParentRoute: () => root,
    path: '/c/$companyId',
    component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
    beforeLoad: signedIn,
  } as never)
  const inside = modules.flatMap((module) => module.routes?.(company) ?? [])
  const outside = modules.flatMap((module) => module.outside?.(root) ?? [])
  const tree = root.addChildren([...start, ...outside, company.addChildren(inside)] as never) as unknown as AnyRoute
  return createRouter({
    routeTree: tree,
    context: { queries },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPreloadDelay: 40,
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 150,
    defaultPendingMinMs: 0,
    defaultPendingComponent: ScreenSkeleton,
    defaultErrorComponent: RouteProblem,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  })
}

async function goHome({ context }: { context: Context }) {
  const me = await context.queries.ensureQueryData(meQuery)
  throw redirect({ to: me ? homeOf(me) : '/sign-in', replace: true })
}

async function signedIn({ context, location }: { context: Context; location: { href: string } }) {
  const me = await context.queries.ensureQueryData(meQuery)
  if (!me) throw redirect({ to: '/sign-in', search: { next: location.href } as never })
}
