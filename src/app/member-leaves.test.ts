import { expect, test } from 'vitest'
import { deactivateMember } from '#modules/companies/contract.ts'
import { startTimer } from '#modules/time/contract.ts'
import { cast } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'

const house = useHouse()

test('whoever leaves with a running timer leaves a draft of what it had', async () => {
  await house.as.cy.http.call(startTimer, { notes: 'Wiring plan' })
  await house.sql(
    'owner',
    "UPDATE timers SET started_at = started_at - interval '1 hour', running_since = running_since - interval '1 hour'",
  )
  await house.as.ben.http.call(startTimer, {})
  await house.as.ada.http.call(deactivateMember, { memberId: cast.cy.memberId })
  await house.settle()
  expect(await house.sql('app', 'SELECT member_id AS id FROM timers')).toEqual([{ id: cast.ben.memberId }])
  expect(await house.sql('app', 'SELECT member_id AS id, state, minutes, notes FROM time_entries')).toEqual([
    { id: cast.cy.memberId, state: 'draft', minutes: 60, notes: 'Wiring plan' },
  ])
  // Somebody without a timer leaves nothing behind.
  await house.as.ada.http.call(deactivateMember, { memberId: cast.mia.memberId })
  await house.settle()
  expect(await house.sql('app', 'SELECT 1 FROM time_entries')).toHaveLength(1)
})
