import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Invoice } from '#modules/documents/contract.ts'
import { DocumentPaper } from '#modules/documents/web/document-paper.tsx'

/** What the application's own screen of an invoice shows of the API's answer, as markup. */
export async function screenOf(invoice: Invoice): Promise<string> {
  const rootRoute = createRootRoute({ component: () => <DocumentPaper invoice={invoice} kind="invoice" /> })
  const router = createRouter({ routeTree: rootRoute, history: createMemoryHistory() })
  await router.load()
  return renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  )
}
