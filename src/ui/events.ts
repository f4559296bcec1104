import { useEffect, useRef } from 'react'
import { type Stale, useInvalidate } from './query.ts'
import { useCompanyId } from './session.ts'
import { onFactorConfirmed } from './step-up.ts'

export type LiveMessage = { topic: string; id?: string | undefined }
type Listener = (message: LiveMessage) => void

/** One stream per company, opened by the first listener and closed after the last. */
const streams = new Map<string, Stream>()
type Stream = {
  source: EventSource
  listeners: Set<Listener>
  /** Connects at once when it waits for that after a refusal. */
  again?: (() => void) | undefined
}

// A stream that ended because the factor ran out comes back with it.
onFactorConfirmed(() => {
  for (const { again } of streams.values()) again?.()
})

function listen(companyId: string, listener: Listener): () => void {
  const stream = streams.get(companyId) ?? open(companyId)
  stream.listeners.add(listener)
  return () => {
    stream.listeners.delete(listener)
    if (stream.listeners.size > 0) return
    stream.source.close()
    if (streams.get(companyId) === stream) streams.delete(companyId)
  }
}

function open(companyId: string): Stream {
  const stream: Stream = { source: connect(companyId), listeners: new Set<Listener>() }
  streams.set(companyId, stream)
  return stream

  function connect(id: string, attempt = 0): EventSource {
    const source = new EventSource(`/api/v1/companies/${id}/events`)
    let tries = attempt
    source.onopen = () => {
      // After a gap nobody knows what was missed.
      if (tries > 0) for (const listener of stream.listeners) listener({ topic: '*' })
      tries = 0
    }
    source.onmessage = (event: MessageEvent<string>) => {
      const message = parse(event.data)
      if (message) for (const listener of stream.listeners) listener(message)
    }
    source.onerror = () => {
      tries += 1
      // The browser reconnects by itself unless the answer was final (an error status).
      if (source.readyState !== EventSource.CLOSED) return
      const again = () => {
        clearTimeout(timer)
        stream.again = undefined
        if (streams.get(id) === stream) stream.source = connect(id, tries)
      }
      const timer = setTimeout(again, Math.min(60_000, 1000 * 2 ** tries))
      stream.again = again
    }
    return source
  }
}

function parse(text: string): LiveMessage | undefined {
  try {
    const message = JSON.parse(text) as LiveMessage
    return typeof message?.topic === 'string' ? message : undefined
  } catch {
    return undefined
  }
}

/**
 * Keeps this screen in step with the others: `useLive({ timer: ['/timer', '/time-entries'] })` reads those again when
 * the server says that the topic changed.
 */
export function useLive(topics: Record<string, readonly Stale[]>, onMessage?: Listener): void {
  const companyId = useCompanyId()
  const invalidate = useInvalidate({ unasked: true })
  const latest = useRef({ topics, invalidate, onMessage })
  latest.current = { topics, invalidate, onMessage }
  useEffect(() => {
    if (!companyId) return
    return listen(companyId, (message) => {
      const now = latest.current
      const stale = message.topic === '*' ? Object.values(now.topics).flat() : now.topics[message.topic]
      if (!stale) return
      void now.invalidate(stale)
      now.onMessage?.(message)
    })
  }, [companyId])
}
