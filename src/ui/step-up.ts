import { useSyncExternalStore } from 'react'

/** What waits for a second factor: every refused request waits for the same answer. */
let waiting: { answer: Promise<boolean>; settle: (confirmed: boolean) => void } | undefined
const listeners = new Set<() => void>()

function changed(): void {
  for (const listener of listeners) listener()
}

/** Whether a refusal says that the company wants a second factor. */
export function needsFactor(problem: unknown): boolean {
  return (problem as { type?: string } | null)?.type === '/problems/second_factor_needed'
}

/** The server wants a second factor: the person is asked, once for all that waits. False when they leave it. */
export function askForFactor(): Promise<boolean> {
  if (!waiting) {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    waiting = { answer: promise, settle: resolve }
    changed()
  }
  return waiting.answer
}

/** The person confirmed, or left it; whoever waited goes on. */
export function settleFactor(confirmed: boolean): void {
  const before = waiting
  waiting = undefined
  changed()
  before?.settle(confirmed)
  if (confirmed) for (const hear of confirmations) hear()
}

const confirmations = new Set<() => void>()

/** Calls back each time that the person has confirmed. */
export function onFactorConfirmed(hear: () => void): void {
  confirmations.add(hear)
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether something waits for the second factor right now. */
export function useFactorAsked(): boolean {
  return useSyncExternalStore(listen, () => waiting !== undefined)
}
