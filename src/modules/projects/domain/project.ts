import { refuseField } from '#kernel/refusal.ts'

type Terms = {
  billingType: 'hourly' | 'flat'
  hourlyRateCents: number | null
  flatFeeCents: number | null
  receivedOn: string | null
  dueOn: string | null
}

/**
 * What becomes of a project's terms: a flat project has a fee and no rate, an hourly one no fee. Refuses a flat project
 * without a fee, and a due date before the project was received.
 */
export function settleTerms<T extends Terms>(project: T): T {
  const flat = project.billingType === 'flat'
  if (flat && project.flatFeeCents === null) throw refuseField('flatFeeCents', 'Enter the fee for the whole project.')
  if (project.receivedOn !== null && project.dueOn !== null && project.dueOn < project.receivedOn) {
    throw refuseField('dueOn', 'Choose a date on or after the day it was received.')
  }
  return { ...project, ...(flat ? { hourlyRateCents: null } : { flatFeeCents: null }) }
}
