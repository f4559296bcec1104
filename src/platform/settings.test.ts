import { expect, test } from 'vitest'
import { readSettings, SettingsError, unknownVariables } from './settings.ts'

test('all that is wrong is told in one list', () => {
  const read = () =>
    readSettings({ EZ360_ENV: 'prod', PORT: 'abc', EZ360_DEMO: 'maybe', DATABASE_URL: 'mysql://x' }, '.')
  expect(read).toThrow(SettingsError)
  expect(read).toThrow(
    /PORT must be a whole number[\s\S]*EZ360_DEMO must be 1 or 0[\s\S]*EZ360_SECRET must be set[\s\S]*EZ360_BASE_URL must be set[\s\S]*DATABASE_URL must begin with/,
  )
})

test('what depends on the mode follows it, whatever production variables say', () => {
  const dev = readSettings({ SECURE_SSL_REDIRECT: '1' }, '/srv')
  expect(dev).toMatchObject({
    mode: 'dev',
    requireEmailVerification: false,
    sslRedirect: false,
    secureCookies: false,
    hstsSeconds: 0,
    csp: 'enforce',
    demo: true,
    dataDir: '/srv/.data',
  })
  const prod = readSettings(
    { NODE_ENV: 'production', EZ360_SECRET: 's'.repeat(32), EZ360_BASE_URL: 'https://a.example/', EZ360_DEMO: '1' },
    '/srv',
  )
  expect(prod).toMatchObject({
    mode: 'prod',
    requireEmailVerification: true,
    requireTwoFactorByDefault: true,
    sslRedirect: true,
    secureCookies: true,
    csp: 'report',
    demo: false,
    baseUrl: 'https://a.example',
  })
  expect(readSettings({ DEV_SECURE_SSL_REDIRECT: '1' }, '.')).toMatchObject({ sslRedirect: true, secureCookies: true })
})

test('a misspelt variable of ours is named', () => {
  expect(unknownVariables({ EZ360_DEMOO: '1', EZ360_DEMO: '0', HOME: '/root' })).toEqual(['EZ360_DEMOO'])
})

test('mail by SMTP needs a sender that exists', () => {
  expect(() => readSettings({ EMAIL_HOST: 'smtp.example.com' }, '.')).toThrow(/DEFAULT_FROM_EMAIL must be set/)
  const settings = readSettings({ EMAIL_HOST: 'smtp.example.com', DEFAULT_FROM_EMAIL: 'books@example.com' }, '.')
  expect(settings.email).toMatchObject({ host: 'smtp.example.com', from: 'books@example.com' })
})
