import type { z } from 'zod'
import type { Endpoint } from '#kernel/endpoint.ts'
import { fileUrl } from '#ui/api.ts'
import { type AnyPage, usePages, useRead } from '#ui/query.ts'
import { useCompanyId } from '#ui/session.ts'
import { useUrl } from '#ui/url.ts'

/** What the address asks for, under the names of the input; and the address of the same as a file. */
function useAsked<I extends z.ZodObject, A extends z.ZodType, U extends Record<string, string>>(
  endpoint: Endpoint<I, A>,
  defaults: U,
) {
  const [url, setUrl] = useUrl(defaults)
  const input = Object.fromEntries(Object.entries(url).filter(([, value]) => value !== '')) as z.input<I>
  return { url, setUrl, input, csvHref: fileUrl(endpoint, { ...input, format: 'csv' }, useCompanyId()) }
}

/** A report as the address asks for it. `more` is asked for besides, but not of the file. */
export function useReport<I extends z.ZodObject, A extends z.ZodType, U extends Record<string, string>>(
  endpoint: Endpoint<I, A>,
  defaults: U,
  more: Partial<z.input<I>> = {},
) {
  const { input, ...asked } = useAsked(endpoint, defaults)
  const read = useRead(endpoint, { ...input, ...more }, { keep: true })
  return { ...asked, report: read.data, read }
}

/** A report whose rows come a page at a time: its first page, with the rows of all pages that were asked for. */
export function useLongReport<I extends z.ZodObject, A extends z.ZodType<AnyPage>, U extends Record<string, string>>(
  endpoint: Endpoint<I, A>,
  defaults: U,
) {
  const { input, ...asked } = useAsked(endpoint, defaults)
  const pages = usePages(endpoint, input)
  const report: z.output<A> | undefined = pages.first && { ...pages.first, items: pages.items }
  const read = {
    isPending: pages.loading,
    isPlaceholderData: pages.stale,
    error: pages.problem,
    refetch: pages.retry,
    data: report,
  }
  const more = pages.more ? { load: pages.loadMore, pending: pages.loadingMore } : undefined
  return { ...asked, report, read, more }
}
