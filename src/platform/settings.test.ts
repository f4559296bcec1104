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

/** Every mode × every switch: what development must never do, and what production does unless it is told otherwise. */
const matrix = `
  mode  variables                                          csp      redirect  cookies  hsts      verify  factor  demo
  dev   -                                                  enforce  no        no       0         no      no      yes
  dev   SECURE_SSL_REDIRECT=1                              enforce  no        no       0         no      no      yes
  dev   SECURE_HSTS_SECONDS=99                             enforce  no        no       0         no      no      yes
  dev   SECURE_SSL_REDIRECT=1,SECURE_HSTS_SECONDS=99       enforce  no        no       0         no      no      yes
  dev   DEV_SECURE_SSL_REDIRECT=1                          enforce  yes       yes      0         no      no      yes
  dev   EZ360_CSP_REPORT_ONLY=1                            report   no        no       0         no      no      yes
  dev   EZ360_CSP_ENABLED=0                                off      no        no       0         no      no      yes
  dev   ACCOUNTS_REQUIRE_EMAIL_VERIFICATION=1              enforce  no        no       0         yes     no      yes
  dev   COMPANY_DEFAULT_REQUIRE_2FA_ADMINS_MANAGERS=1      enforce  no        no       0         no      yes     yes
  dev   EZ360_DEMO=0                                       enforce  no        no       0         no      no      no
  prod  -                                                  report   yes       yes      31536000  yes     yes     no
  prod  EZ360_CSP_REPORT_ONLY=0                            enforce  yes       yes      31536000  yes     yes     no
  prod  EZ360_CSP_ENABLED=0                                off      yes       yes      31536000  yes     yes     no
  prod  EZ360_CSP_ENABLED=0,EZ360_CSP_REPORT_ONLY=0        off      yes       yes      31536000  yes     yes     no
  prod  SECURE_SSL_REDIRECT=0                              report   no        yes      31536000  yes     yes     no
  prod  SECURE_HSTS_SECONDS=60                             report   yes       yes      60        yes     yes     no
  prod  SECURE_HSTS_SECONDS=0                              report   yes       yes      0         yes     yes     no
  prod  DEV_SECURE_SSL_REDIRECT=0                          report   yes       yes      31536000  yes     yes     no
  prod  ACCOUNTS_REQUIRE_EMAIL_VERIFICATION=0              report   yes       yes      31536000  no      yes     no
  prod  COMPANY_DEFAULT_REQUIRE_2FA_ADMINS_MANAGERS=0      report   yes       yes      31536000  yes     no      no
  prod  EZ360_DEMO=1                                       report   yes       yes      31536000  yes     yes     no`
const rows = matrix
  .trim()
  .split('\n')
  .slice(1)
  .map((row) => row.trim().split(/\s+/))

test.each(rows)('%s with %s', (mode = '', given = '', csp, redirect, cookies, hsts, verify, factor, demo) => {
  const variables = given === '-' ? [] : given.split(',').map((one) => one.split('='))
  const needed = { EZ360_ENV: mode, EZ360_SECRET: 's'.repeat(32), EZ360_BASE_URL: 'https://a.example' }
  const settings = readSettings({ ...needed, ...Object.fromEntries(variables) }, '.')
  const yes = (is: boolean) => (is ? 'yes' : 'no')
  expect([
    settings.csp,
    yes(settings.sslRedirect),
    yes(settings.secureCookies),
    String(settings.hstsSeconds),
    yes(settings.requireEmailVerification),
    yes(settings.requireTwoFactorByDefault),
    yes(settings.demo),
  ]).toEqual([csp, redirect, cookies, hsts, verify, factor, demo])
})

test('limits are on everywhere until they are switched off, and each can be set', () => {
  expect(readSettings({}, '.').rateLimits).toMatchObject({ read: 1200, auth: 120 })
  expect(readSettings({ EZ360_RATE_LIMIT_READ: '0' }, '.').rateLimits).toMatchObject({ read: 0, write: 600 })
  expect(readSettings({ EZ360_RATE_LIMITS: '0' }, '.').rateLimits).toBeUndefined()
})
