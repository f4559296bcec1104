import type { Holder } from '#kernel/permissions.ts'
import { type CastName, cast, companies, type Person } from './cast.ts'
import { type ApiClient, apiClient } from './client.ts'
import type { TestHouse } from './house.ts'

/** Somebody of Maple Studio who asks: the role, what was given to them besides, and their browser. */
export type Asker = { name: string; holder: Holder; http: ApiClient }

const byRole = { owner: 'ada', admin: 'ben', manager: 'mia', staff: 'cy' } as const satisfies Record<string, CastName>
const flags = { canApproveTime: true, canViewCompanyFinancials: true }

/** Everybody who can ask inside Maple Studio: each role, and those that the flags give more, with both of them. */
export async function seatAskers(house: TestHouse): Promise<Asker[]> {
  const plain = Object.entries(byRole).map(([role, who]) => ({
    name: role,
    holder: { role: cast[who].role },
    http: house.as[who].http,
  }))
  const flagged = await Promise.all(
    (['manager', 'staff'] as const).map(async (role, at) => {
      const person = { ...cast.cy, role, name: `Flagged ${role}`, email: `flagged-${role}@maple.test` }
      const seated = { ...person, userId: numbered('b', at), memberId: numbered('c', at) }
      await seat(house, seated)
      return { name: `${role} with flags`, holder: { role, ...flags }, http: apiClient(house.app, house, seated) }
    }),
  )
  return [...plain, ...flagged]
}

const numbered = (letter: string, at: number) => `0190a000-0000-7000-8000-0000000${letter}010${at}`

async function seat(house: TestHouse, { userId, memberId, name, email, role }: Person): Promise<void> {
  const person = 'INSERT INTO users (id, name, email, email_verified) VALUES ($1, $2, $3, true)'
  await house.sql('owner', person, [userId, name, email])
  const member = `INSERT INTO members (company_id, id, user_id, role, display_name, can_approve_time, can_view_company_financials)
    VALUES ($1, $2, $3, $4, $5, true, true)`
  await house.sql('owner', member, [companies.maple.id, memberId, userId, role, name])
}

/** What an answer says, without what differs each time. */
export function said(answer: { statusCode: number; body: string }): { status: number; body: string } {
  return { status: answer.statusCode, body: answer.body.replace(/"requestId":"[^"]*"/, '') }
}
