import { expect, test } from 'vitest'
import { CurrencyCode, currencies, currencyOf, isCurrency, minorDigits } from './currency.ts'

test('every active national currency, once', () => {
  expect(currencies.length).toBe(155)
  expect(new Set(currencies.map(({ code }) => code)).size).toBe(currencies.length)
  for (const { code, name, digits } of currencies) {
    expect(code).toMatch(/^[A-Z]{3}$/)
    expect(name, code).toMatch(/^\p{Lu}[\p{L} ']+$/u)
    expect([0, 2, 3]).toContain(digits)
  }
})

test('the ones people meet', () => {
  expect(currencyOf('USD')).toEqual({ code: 'USD', digits: 2, name: 'US Dollar', symbol: '$' })
  expect(currencyOf('BRL')).toEqual({ code: 'BRL', digits: 2, name: 'Brazilian Real', symbol: 'R$' })
  expect(currencyOf('CHF')).toEqual({ code: 'CHF', digits: 2, name: 'Swiss Franc' })
  expect(['JPY', 'KRW', 'ISK', 'KWD', 'TND', 'EUR', 'HUF'].map(minorDigits)).toEqual([0, 0, 0, 3, 3, 2, 2])
  expect(isCurrency('ANG')).toBe(false)
})

test('on the wire', () => {
  expect(CurrencyCode.parse(' usd ')).toBe('USD')
  expect(CurrencyCode.safeParse('XXX').error?.issues[0]?.message).toBe(
    'Choose a currency by its three letters, such as USD.',
  )
})
