import type { LightMyRequestResponse } from 'fastify'
import { type Endpoint, fullPath, pathParameters } from '#kernel/endpoint.ts'
import { companies } from '../cast.ts'
import { Raw } from './values.ts'

/** JSON in which raw pieces stand as they are. */
export function written(value: unknown): string {
  if (value instanceof Raw) return value.text
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const parts = Object.entries(value).filter(([, one]) => one !== undefined)
    return `{${parts.map(([name, one]) => `${JSON.stringify(name)}:${written(one)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** A value in an address: texts as they are, everything else as it would be written. */
function inAddress(value: unknown): string {
  const text = typeof value === 'string' ? value : written(value)
  return encodeURIComponent(text.isWellFormed() ? text : text.toWellFormed())
}

/** The request for an input that no client of ours would make. */
export function requestFor(endpoint: Endpoint, input: { [name: string]: unknown }, dryRun: boolean) {
  const inPath = pathParameters(endpoint.path)
  const path = fullPath(endpoint).replace(/:(\w+)/g, (_whole, name: string) =>
    name === 'companyId' ? companies.maple.id : inAddress(input[name]) || '%20',
  )
  const rest = Object.entries(input).filter(([name, value]) => !inPath.includes(name) && value !== undefined)
  const inQuery = endpoint.method === 'GET' || endpoint.method === 'DELETE'
  const query = inQuery ? rest.map(([name, value]) => `${encodeURIComponent(name)}=${inAddress(value)}`) : []
  if (dryRun) query.push('dryRun=true')
  return {
    method: endpoint.method,
    url: query.length > 0 ? `${path}?${query.join('&')}` : path,
    ...(inQuery ? {} : { payload: written(Object.fromEntries(rest)) }),
  }
}

const insides =
  /\bat .+\.ts:|node_modules|\bSELECT\b|\bINSERT\b|relation "|violates|syntax error|pg_|undefined|\[object/

/** What is wrong with an answer to something that was not to be accepted; undefined when nothing is. */
export function faultOf(answer: LightMyRequestResponse): string | undefined {
  const { statusCode, headers, body } = answer
  if (statusCode >= 500) return `${statusCode} ${body.slice(0, 200)}`
  if (headers['set-cookie'] !== undefined && String(headers['set-cookie']).includes('injected')) return 'a header'
  if (statusCode < 400) return undefined
  if (!String(headers['content-type']).startsWith('application/problem+json'))
    return `no problem: ${body.slice(0, 100)}`
  const problem = JSON.parse(body) as { detail?: string; type?: string; errors?: { message: string }[] }
  const said = [problem.detail ?? '', ...(problem.errors ?? []).map(({ message }) => message)]
  if (!said.every((sentence) => /\S{2,}.*[.!?]$/su.test(sentence))) return `no sentence: ${body.slice(0, 300)}`
  if (said.some((sentence) => insides.test(sentence))) return `tells its inside: ${body.slice(0, 300)}`
  return undefined
}
