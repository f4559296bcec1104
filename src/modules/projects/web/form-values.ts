import { divideDecimals, multiplyDecimals, roundHalfUp } from '#kernel/decimal.ts'
import type { Project } from '../contract.ts'

export type ServiceValue = { id?: string; catalogItemId: string | null; name: string }

export type ProjectValues = {
  clientId: string | null
  number: string
  name: string
  description: string
  receivedOn: string | null
  dueOn: string | null
  billingType: Project['billingType']
  hourlyRateCents: number | null
  flatFeeCents: number | null
  /** A decimal string, as it is typed. */
  budgetHours: string | null
  budgetCents: number | null
  memberIds: string[]
  services: ServiceValue[]
}

/** What the fields hold for a project, or for a new one of a client. */
export function valuesOf(project: Project | { clientId: string | null }): ProjectValues {
  if (!('id' in project)) return { ...blank, clientId: project.clientId }
  const { budgetMinutes, description, services, ...rest } = project
  return {
    clientId: rest.clientId,
    number: rest.number,
    name: rest.name,
    description: description ?? '',
    receivedOn: rest.receivedOn,
    dueOn: rest.dueOn,
    billingType: rest.billingType,
    hourlyRateCents: rest.hourlyRateCents,
    flatFeeCents: rest.flatFeeCents,
    budgetHours: budgetMinutes === null ? null : hoursOf(budgetMinutes),
    budgetCents: rest.budgetCents,
    memberIds: rest.memberIds,
    services: services.map(({ id, catalogItemId, name }) => ({ id, catalogItemId, name })),
  }
}

const blank: ProjectValues = {
  clientId: null,
  number: '',
  name: '',
  description: '',
  receivedOn: null,
  dueOn: null,
  billingType: 'hourly',
  hourlyRateCents: null,
  flatFeeCents: null,
  budgetHours: null,
  budgetCents: null,
  memberIds: [],
  services: [],
}

/** As the contract wants it: hours as minutes, services without a name left out. */
export function inputOf({ budgetHours, services, ...values }: ProjectValues) {
  return {
    ...values,
    budgetMinutes: budgetHours === null ? null : minutesOf(budgetHours),
    services: services.filter((service) => service.name.trim() !== ''),
  }
}

/** Hours with up to 4 decimals, near enough that `minutesOf` brings the minutes back. */
export function hoursOf(minutes: number): string {
  return divideDecimals(minutes, 60, 4)
}

export function minutesOf(hours: string): number {
  return Number(roundHalfUp(multiplyDecimals(hours, '60'), 0))
}
