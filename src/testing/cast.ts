import type { Role } from '#kernel/permissions.ts'

/** The people of the tests, always the same. Ids are fixed, so that a failing test reads well. */
export type Person = { userId: string; memberId: string; companyId: string; name: string; email: string; role: Role }

const maple = '0190a000-0000-7000-8000-00000000a001'
const oak = '0190a000-0000-7000-8000-00000000a002'

export const companies = {
  maple: { id: maple, name: 'Maple Studio', timeZone: 'America/New_York' },
  oak: { id: oak, name: 'Oak Electric', timeZone: 'America/Denver' },
} as const

const person = (n: number, companyId: string, name: string, role: Role): Person => ({
  userId: `0190a000-0000-7000-8000-0000000b000${n}`,
  memberId: `0190a000-0000-7000-8000-0000000c000${n}`,
  companyId,
  name,
  email: `${name.toLowerCase()}@${companyId === maple ? 'maple' : 'oak'}.test`,
  role,
})

/** Maple Studio: Ada owns it, Ben administers, Mia manages, Cy works. Oak Electric, the rival, is Olga's. */
export const cast = {
  ada: person(1, maple, 'Ada', 'owner'),
  ben: person(2, maple, 'Ben', 'admin'),
  mia: person(3, maple, 'Mia', 'manager'),
  cy: person(4, maple, 'Cy', 'staff'),
  olga: person(5, oak, 'Olga', 'owner'),
} as const

export type CastName = keyof typeof cast

/** A password that everybody in the cast has. */
export const castPassword = 'correct horse battery'
