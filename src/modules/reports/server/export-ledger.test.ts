import { execFileSync, spawnSync } from 'node:child_process'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeHistory } from '#testing/history.ts'
import { useHouse } from '#testing/house.ts'
import { outsideProgram } from '#testing/outside-program.ts'
import { exportLedger } from './export-ledger.ts'

const house = useHouse()
beforeAll(() => makeHistory(house))

async function exported(): Promise<string> {
  let text = ''
  await house.as.ada.scope(async (scope) => {
    for await (const part of exportLedger(scope)) text += part
  })
  return text
}

describe('the plain-text export', () => {
  test('keeps what people typed from being read as syntax', async () => {
    const text = await exported()
    expect(text).toContain('client: Birch 2024-01-01 date 2020')
    expect(text).toMatch(/^commodity USD\n {2}format 1000\.00 USD$/m)
  })

  test.skipIf(!outsideProgram('hledger'))('is accepted by hledger, strictly', async () => {
    expect(
      execFileSync('hledger', ['-f', '-', 'check', '-s', 'ordereddates'], { input: await exported() }).toString(),
    ).toBe('')
    const wrong = (await exported()).replaceAll('= 600.00 USD', '= 600.01 USD')
    expect(spawnSync('hledger', ['-f', '-', 'check', '-s'], { input: wrong }).status).not.toBe(0)
  })

  test.skipIf(!outsideProgram('ledger'))('is accepted by ledger', async () => {
    const balance = execFileSync('ledger', ['-f', '-', '--pedantic', 'balance', '--flat', 'Receivable'], {
      input: await exported(),
    }).toString()
    expect(balance).toMatch(/600\.00 USD {2}Assets:1100 Accounts Receivable/)
  })
})
