import { useEffect, useState } from 'react'
import { ranLong, type UsedTimer } from './use-timer.ts'

/** Asks on return, once per run and browser session, what a timer of more than 12 hours should keep. */
export function useLongQuestion({ timer, seconds }: UsedTimer) {
  const [asked, setAsked] = useState(false)
  const runId = timer && ranLong(seconds()) ? timer.runId : undefined
  useEffect(() => {
    if (!runId || sessionStorage.getItem(seenKey) === runId) return
    sessionStorage.setItem(seenKey, runId)
    setAsked(true)
  }, [runId])
  return { asked: asked && Boolean(timer), ask: () => setAsked(true), close: () => setAsked(false) }
}

const seenKey = 'ez360.timer.asked'
