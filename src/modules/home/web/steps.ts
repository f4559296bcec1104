import { useLive } from '#ui/events.ts'
import { useRead } from '#ui/query.ts'
import { useCan } from '#ui/session.ts'
import * as contract from '../contract.ts'
import type { StepKey } from '../domain/steps.ts'

type Words = { label: string; why: string; act: string; to: string }

export const stepWords: Record<StepKey, Words> = {
  profile: {
    label: 'Say who you are',
    why: 'Your address and e-mail stand on every invoice.',
    act: 'Open settings',
    to: '/settings/company',
  },
  client: { label: 'Add your first client', why: 'Whoever you work for.', act: 'Add a client', to: '/clients/new' },
  project: {
    label: 'Start a project',
    why: 'Time and money of one piece of work, in one place.',
    act: 'Add a project',
    to: '/projects/new',
  },
  time: { label: 'Track some time', why: 'Start the timer, or write it down later.', act: 'Open time', to: '/time' },
  invoice: {
    label: 'Draft an invoice',
    why: 'From your time, or line by line.',
    act: 'New invoice',
    to: '/invoices/new',
  },
  sent: {
    label: 'Send it',
    why: 'It gets its number and goes into the books; your client gets a link.',
    act: 'Open invoices',
    to: '/invoices?state=draft',
  },
  payment: {
    label: 'Record the payment',
    why: 'When money comes in, the invoice is settled.',
    act: 'Record a payment',
    to: '/payments?record=new',
  },
}

/** What happens in the first days; once all is done nobody asks again. */
const steppingOn = Object.fromEntries(
  ['company', 'clients', 'projects', 'time', 'timer', 'invoices', 'payments'].map((topic) => [topic, ['/onboarding']]),
) as Record<string, readonly ['/onboarding']>

/** The steps with what is done; none while loading, for whoever they are not meant, and when they cannot be told. */
export function useSteps() {
  const meant = useCan('clients:write')
  const { data, isPending } = useRead(contract.readOnboarding, {}, { enabled: meant, staleMs: 60_000 })
  const steps = data?.steps ?? []
  const done = steps.filter((step) => step.done).length
  const next = steps.find((step) => !step.done)?.key
  useLive(next === undefined ? {} : steppingOn)
  return { steps, done, next, waiting: meant && isPending }
}
