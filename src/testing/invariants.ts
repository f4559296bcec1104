import { expect } from 'vitest'
import { checkInvariants } from '#modules/reports/server/index.ts'
import type { TestHouse } from './house.ts'

/** Every rule of spec/money.md holds at Maple Studio; a failing one says which record breaks it. */
export async function assertInvariants(house: TestHouse): Promise<void> {
  const verdicts = await house.as.ada.scope(checkInvariants, { keep: false })
  expect(verdicts.filter((verdict) => !verdict.ok)).toEqual([])
}
