import { expect, test, vi } from 'vitest'
import { createInvite, joinByInvite } from '#modules/companies/contract-invites.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'

const house = useHouse()

test('what somebody does by a link is told to open screens as well', async () => {
  const email = 'newcomer@elsewhere.test'
  await house.as.ben.http.call(createInvite, { email, role: 'staff' } as never)
  const text = 'SELECT text_body AS text FROM outbound_emails WHERE to_email = $1'
  const [mail] = await house.sql<{ text: string }>('owner', text, [email])
  const token = /token=([\w-]+)/.exec(mail?.text ?? '')?.[1]
  const tell = vi.spyOn(house.outside.signals, 'tell')
  const joined = await house.as.mia.http.call(joinByInvite, {
    token,
    name: 'New',
    password: 'another mango password',
  } as never)
  expect(joined.statusCode).toBe(200)
  expect(tell).toHaveBeenCalledWith(companies.maple.id, [{ topic: 'members', id: joined.json().memberId }])
})
