import { Client } from 'undici'
import type { Settings } from '../settings.ts'
import { checkUrl, findTarget, OutgoingError, type Resolve, type Rules, systemResolve, type Target } from './target.ts'

export { OutgoingError } from './target.ts'

export type OutgoingAnswer = {
  status: number
  /** What came back, as far as it is kept. */
  body: string
  ms: number
}

/**
 * The one way to addresses that people enter. It resolves the name itself, refuses what is not on the open internet and
 * connects to the address that it checked, so that a name cannot point elsewhere between the check and the connection.
 * Redirects are answers like any other, nobody follows them; there are no cookies, no proxies and no kept connections.
 */
export type Outgoing = {
  /** Refuses, with a sentence, an address that can be seen to be no good without asking anybody. */
  check(url: string): void
  /** Throws `OutgoingError`: refused, unreachable, or too slow. Any status is an answer. */
  post(url: string, headers: { [name: string]: string }, body: string): Promise<OutgoingAnswer>
}

export type OutgoingOptions = Rules & {
  resolve?: Resolve
  /** From the look-up of the name to the last byte. */
  timeoutMs?: number
  /** Bytes of the answer that are read; the rest is never fetched. */
  keptBytes?: number
}

const sentBytesMax = 256 * 1024

export function createOutgoing(options: OutgoingOptions): Outgoing {
  const { resolve = systemResolve, timeoutMs = 15_000, keptBytes = 1024 } = options
  return {
    check(url) {
      checkUrl(url, options)
    },
    async post(url, headers, body) {
      if (Buffer.byteLength(body) > sentBytesMax)
        throw new OutgoingError('refused', 'The message is too large to send.')
      const started = performance.now()
      const signal = AbortSignal.timeout(timeoutMs)
      const target = await beforeTheEnd(signal, findTarget(url, options, resolve))
      const answer = await ask(target, headers, body, signal, keptBytes)
      return { ...answer, ms: Math.round(performance.now() - started) }
    },
  }
}

export function outgoingOf(settings: Settings): Outgoing {
  return createOutgoing({ secureOnly: settings.mode === 'prod', allow: settings.outgoingAllow })
}

async function ask(
  { url, address, family }: Target,
  headers: { [name: string]: string },
  body: string,
  signal: AbortSignal,
  keptBytes: number,
): Promise<Omit<OutgoingAnswer, 'ms'>> {
  const pinned = { address, family }
  const client = new Client(url.origin, {
    maxHeaderSize: 16 * 1024,
    pipelining: 0,
    connect: {
      lookup: (_name, { all }, done) => (all ? done(null, [pinned]) : done(null, pinned.address, pinned.family)),
    },
  })
  try {
    const path = `${url.pathname}${url.search}`
    const answer = await client.request({ method: 'POST', path, headers, body, signal })
    const text = await firstBytes(answer.body, keptBytes)
    return { status: answer.statusCode, body: text }
  } catch (error) {
    throw signal.aborted ? tooSlow() : new OutgoingError('unreachable', sentenceOf(error))
  } finally {
    await client.destroy()
  }
}

/** Leaves the stream when it has enough; the connection is thrown away with the rest. */
async function firstBytes(body: AsyncIterable<Buffer>, most: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= most) break
  }
  return Buffer.concat(chunks).subarray(0, most).toString('utf8')
}

const tooSlow = () => new OutgoingError('timed_out', 'No whole answer came in time.')

/** The look-up of a name cannot be called off; nobody waits for it any longer. */
function beforeTheEnd<A>(signal: AbortSignal, work: Promise<A>): Promise<A> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(tooSlow()), { once: true })
    work.then(resolve, reject)
  })
}

const sentences: { [code: string]: string } = {
  ECONNREFUSED: 'Nothing listens at this address.',
  ECONNRESET: 'The connection was cut before an answer came.',
  UND_ERR_SOCKET: 'The connection was cut before an answer came.',
  UND_ERR_CONNECT_TIMEOUT: 'No connection could be made in time.',
  UND_ERR_HEADERS_OVERFLOW: 'The answer has more headers than are read.',
  HPE_HEADER_OVERFLOW: 'The answer has more headers than are read.',
  CERT_HAS_EXPIRED: 'The certificate of this address has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of this address is not one that is trusted.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate of this address is not one that is trusted.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of this address belongs to another name.',
}

function sentenceOf(error: unknown): string {
  const { code = '' } = error as { code?: string }
  return sentences[code] ?? 'There was no answer that could be read.'
}
