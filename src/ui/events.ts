import { useEffect, useRef } from 'react'
import { type Stale, useInvalidate } from './query.ts'
import { useCompanyId } from './session.ts'

export type LiveMessage = { topic: string; id?: string | undefined }
type Listener = (message: LiveMessage) => void

/** One stream per company, opened by the first listener and closed after the last. */
const streams = new Map<string, { source: EventSource; listeners: Set<Listener> }>()

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

function open(companyId: string) {
  const stream = { source: connect(companyId), listeners: new Set<Listener>() }
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
      setTimeout(
        () => {
          if (streams.get(id) === stream) stream.source = connect(id, tries)
        },
        Math.min(60_000, 1000 * 2 ** tries),
      )
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
