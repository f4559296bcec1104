import '@mantine/core/styles.layer.css'
import '@fontsource-variable/inter/wght.css'
import './house.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { type AnyRoute, RouterProvider } from '@tanstack/react-router'
import { setNonce } from 'get-nonce'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { askBeforeFiles } from './files.ts'
import { ModulesContext, type WebModule } from './module.ts'
import { createQueries } from './query.ts'
import { createAppRouter } from './router.tsx'
import { meQuery } from './session.ts'
import { cssVariables, theme } from './theme.ts'

const schemes = localStorageColorSchemeManager({ key: 'ez360.scheme' })

/** Starts the application in the browser with the modules' screens. */
export function start(modules: readonly WebModule[]): void {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
  setNonce(nonce)
  askBeforeFiles()
  const queries = createQueries(() => void signedOut())
  const router = createAppRouter(modules, queries)
  // The screen's code comes while the session is asked for; the router alone would wait for the answer first.
  for (const { routeId } of router.matchRoutes(router.latestLocation)) {
    const route = (router.routesById as Record<string, AnyRoute>)[routeId]
    if (route) router.loadRouteChunk(route)?.catch(() => {})
  }
  printOnWhite()
  const root = document.getElementById('root')
  if (!root) return
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        colorSchemeManager={schemes}
        getStyleNonce={() => nonce}
      >
        <QueryClientProvider client={queries}>
          <ModulesContext value={modules}>
            <RouterProvider router={router} />
          </ModulesContext>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )

  /**
   * The session ended while working: sign in, then come back to the same place. A request that was under way while the
   * session was renewed carried the old token, and goes again.
   */
  async function signedOut() {
    const me = await queries.fetchQuery({ ...meQuery, staleTime: 0 }).catch(() => null)
    if (me) return queries.invalidateQueries({ predicate: ({ state }) => state.status === 'error' })
    queries.setQueryData(meQuery.queryKey, null)
    const { pathname, href } = router.state.location
    if (pathname.startsWith('/sign-in')) return
    void router.navigate({ to: '/sign-in', search: { next: href } as never })
  }
}

/** Paper is light, whatever the screen is. */
function printOnWhite(): void {
  const { documentElement: page } = document
  let onScreen = ''
  window.addEventListener('beforeprint', () => {
    onScreen = page.dataset.mantineColorScheme ?? ''
    page.dataset.mantineColorScheme = 'light'
  })
  window.addEventListener('afterprint', () => {
    page.dataset.mantineColorScheme = onScreen
  })
}
