import type { z } from 'zod'
import type { Endpoint } from '#kernel/endpoint.ts'
import { fileUrl } from '#ui/api.ts'
import { useRead } from '#ui/query.ts'
import { useCompanyId } from '#ui/session.ts'
import { useUrl } from '#ui/url.ts'

/**
 * A report as the address asks for it: what stands there goes into the input under the same names, the answer and the
 * address of the same as a file come out. `more` is asked for besides, but not of the file.
 */
export function useReport<I extends z.ZodObject, A extends z.ZodType, U extends Record<string, string>>(
  endpoint: Endpoint<I, A>,
  defaults: U,
  more: Partial<z.input<I>> = {},
) {
  const [url, setUrl] = useUrl(defaults)
  const input = Object.fromEntries(Object.entries(url).filter(([, value]) => value !== '')) as z.input<I>
  const read = useRead(endpoint, { ...input, ...more }, { keep: true })
  const csvHref = fileUrl(endpoint, { ...input, format: 'csv' }, useCompanyId())
  return { url, setUrl, report: read.data, read, csvHref }
}
