import { beforeAll, expect, test } from 'vitest'
import { companies } from '#testing/cast.ts'
import { makeHistory } from '#testing/history.ts'
import { useHouse } from '#testing/house.ts'
import * as contract from '../contract.ts'
import { exportJournal, listJournalEntries } from '../contract-journal.ts'
import * as ledger from '../contract-ledger.ts'

const house = useHouse()
beforeAll(() => makeHistory(house))

const format = 'csv' as const

test('the trial balance as a file', async () => {
  const answer = await house.as.ada.http.call(contract.trialBalance, { asOf: '2026-04-30', format })
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(answer.headers['content-disposition']).toContain('filename="trial-balance-2026-04-30.csv"')
  expect(answer.body.split('\r\n')).toEqual([
    'Code,Account,Type,Debit,Credit',
    '1000,Cash,asset,1182.50,0.00',
    '1100,Accounts Receivable,asset,600.00,0.00',
    '2100,Sales Tax Payable,liability,0.00,82.50',
    '3900,Retained Earnings,equity,0.00,1000.00',
    '4000,Revenue,income,0.00,700.00',
    ',Total,,1782.50,1782.50',
    '',
  ])
})

test('profit and loss and balance sheet as files, a column per period', async () => {
  const loss = await house.as.ada.http.call(contract.profitAndLoss, {
    from: '2026-01-01',
    to: '2026-03-31',
    compare: 'prior-year',
    format,
  })
  expect(loss.body).toBe(
    'Section,Code,Account,2026-01-01 to 2026-03-31,2025-01-01 to 2025-03-31\r\nIncome,4000,Revenue,770.00,0.00\r\nIncome,,Total income,770.00,0.00\r\nExpenses,,Total expenses,0.00,0.00\r\n,,Net profit,770.00,0.00\r\n',
  )
  const sheet = await house.as.ada.http.call(contract.balanceSheet, { asOf: '2026-04-30', format })
  expect(sheet.body).toContain('Equity,,Earnings of this fiscal year,700.00\r\n')
})

test('the aging and the general ledger as files, with cells that no spreadsheet runs', async () => {
  const aging = await house.as.ada.http.call(contract.arAging, { asOf: '2026-04-30', format })
  expect(aging.body).toContain(`"'=Alder ""&"" Sons",0.00,200.00,0.00,0.00,0.00,200.00\r\n`)
  expect(aging.body).toContain('Total,0.00,200.00,400.00,0.00,0.00,600.00\r\n')
  const lines = await house.as.ada.http.call(ledger.generalLedger, { from: '2026-01-01', to: '2026-04-30', format })
  expect(lines.body).toContain('1100,Accounts Receivable,2026-01-01,Opening balance,,,,,,1082.50\r\n')
  expect(lines.body).toContain('1100,Accounts Receivable,2026-04-30,Closing balance,,,,,,600.00\r\n')
})

test('the journal as plain text', async () => {
  const answer = await house.as.ada.http.call(exportJournal)
  expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
  expect(answer.body.endsWith('\n\n')).toBe(true)
})

test('figures are for those with the right to see them', async () => {
  expect((await house.as.mia.http.call(contract.balanceSheet)).json()).toMatchObject({ status: 403 })
  expect((await house.as.cy.http.call(listJournalEntries)).statusCode).toBe(403)
  expect((await house.as.olga.http.call(contract.balanceSheet, {}, { companyId: companies.maple.id })).statusCode).toBe(
    404,
  )
  expect((await house.as.ada.http.call(contract.balanceSheet)).json()).toMatchObject({ basis: 'accrual' })
})
