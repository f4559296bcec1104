import { betterAuth } from 'better-auth'
import { createAuthMiddleware, createEmailVerificationToken } from 'better-auth/api'
import { deleteSessionCookie, setSessionCookie } from 'better-auth/cookies'
import { newId } from '#kernel/ids.ts'
import type { House } from '#platform/runner.ts'
import { openPersonScope, openVisitorScope } from '#platform/scope.ts'
import { passwordLengthMax, passwordLengthMin } from '../domain/password.ts'
import { forgetResetLinks } from './account/change-password.ts'
import { noteEvent } from './account/note-event.ts'
import { authStore } from './auth-store.ts'
import { mailExistingAccount, mailReset, mailVerification } from './mails.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'
import { resetKey, strongerResetToken } from './reset-links.ts'
import { beginSecondStep, secondStepSeconds, stepCookieName } from './second-factor/second-step.ts'
import { hasFactor } from './second-factor/store.ts'
import { cookiePrefix, rollSeconds, secretOf, sessionSeconds } from './session-cookie.ts'
import { forgiveAccount } from './throttle.ts'

export const authPath = '/api/auth'
/** Only our wrapper sets it, from the connection and the trusted proxies. */
export const addressHeader = 'x-ez360-address'
export const requestHeader = 'x-ez360-request'

const verificationSeconds = 24 * 60 * 60
const resetSeconds = 60 * 60

/** Nothing is sent home; what breaks is thrown to us, else its router prints the statement with all its values. */
const quiet = { telemetry: { enabled: false }, onAPIError: { throw: true } }

/** better-auth on our tables, with our passwords, cookies and mails; its rate limits are off, ours stand before it. */
export function createAuth(house: House) {
  const { settings, log } = house.outside
  return betterAuth({
    appName: 'EZ360PM',
    baseURL: settings.baseUrl,
    basePath: authPath,
    secret: secretOf(settings),
    trustedOrigins: [new URL(settings.baseUrl).origin],
    database: authStore(house.pool),
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: settings.requireEmailVerification,
      // Signing in after signing up is ours (below): so a taken address and a free one take the same way.
      autoSignIn: false,
      minPasswordLength: passwordLengthMin,
      maxPasswordLength: passwordLengthMax,
      password: { hash: hashPassword, verify: verifyPassword },
      resetPasswordTokenExpiresIn: resetSeconds,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => mailReset(house, user, await strongerResetToken(house, token)),
      onExistingUserSignUp: ({ user }) => mailAgain(house, user),
      onPasswordReset: ({ user }, request) => mailboxProven(house, user, request),
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: false,
      // Confirming is ours (`confirm-address.ts`).
      expiresIn: verificationSeconds,
      sendVerificationEmail: ({ user, token }) => mailVerification(house, user, token),
    },
    verification: { storeIdentifier: { hash: async (identifier) => resetKey(identifier) } },
    session: { expiresIn: sessionSeconds, updateAge: rollSeconds },
    rateLimit: { enabled: false },
    advanced: {
      // The prefix `__Host-` is part of ours; better-auth's own would be `__Secure-`.
      useSecureCookies: false,
      cookiePrefix: cookiePrefix(settings),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: settings.secureCookies },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => newId() },
    },
    hooks: { after: afterwards(house) },
    ...quiet,
    logger: {
      log(level, message, ...more) {
        if (level === 'error') log.error({ err: more.find((each) => each instanceof Error) }, `better-auth: ${message}`)
      },
    },
  })
}

/** Somebody signs up with an address that has an account; of one that nobody confirmed `newest-sign-up.ts` has the rest. */
async function mailAgain(house: House, user: { id: string; name: string; email: string; emailVerified: boolean }) {
  if (user.emailVerified) return mailExistingAccount(house, user)
  const secret = secretOf(house.outside.settings)
  const bound = { userId: user.id }
  const token = await createEmailVerificationToken(secret, user.email, undefined, verificationSeconds, bound)
  return mailVerification(house, user, token)
}

function afterwards(house: House) {
  return createAuthMiddleware(async (ctx) => {
    if (ctx.path === '/sign-up/email') return signInAfterSignUp(house, ctx)
    return holdBack(house, ctx)
  })
}

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

/** Where no address has to be confirmed, a new person is signed in at once; a taken address gives the same answer without. */
async function signInAfterSignUp(house: House, ctx: Context) {
  if (house.outside.settings.requireEmailVerification) return
  const returned = ctx.context.returned as { user?: { id?: string } } | undefined
  const user = returned?.user?.id ? await ctx.context.internalAdapter.findUserById(returned.user.id) : undefined
  if (!user) return
  const session = await ctx.context.internalAdapter.createSession(user.id)
  await setSessionCookie(ctx, { session, user })
  return ctx.json({ ...returned, token: session.token })
}

/** Whatever opened a session, a person with a second factor does not get it: signing in goes on with the code. */
async function holdBack(house: House, ctx: Context) {
  const opened = ctx.context.newSession
  if (!opened || !(await hasFactor(house, opened.user.id))) return
  await ctx.context.internalAdapter.deleteSession(opened.session.token)
  deleteSessionCookie(ctx, true)
  ctx.context.setNewSession(null)
  if (ctx.path !== '/sign-in/email') return
  const keep = (ctx.body as { rememberMe?: boolean } | undefined)?.rememberMe !== false
  const token = await openVisitorScope(
    { ...house, origin: { requestId: 'identity.secondStep' }, mode: 'write' },
    undefined,
    (scope) => beginSecondStep(scope, { userId: opened.user.id, keep }),
  )
  const { settings } = house.outside
  const { attributes } = ctx.context.authCookies.sessionToken
  ctx.setCookie(stepCookieName(settings), token, { ...attributes, maxAge: secondStepSeconds })
  return ctx.json({ twoFactorRedirect: true })
}

/** Whoever chose a new password by the link reads the mailbox. */
async function mailboxProven(house: House, user: { id: string; email: string }, request?: Request): Promise<void> {
  const told = (name: string) => request?.headers.get(name) ?? undefined
  const requestId = told(requestHeader) ?? 'identity.reset'
  const origin = { requestId, ipAddress: told(addressHeader), userAgent: told('user-agent') }
  await openPersonScope({ ...house, origin, mode: 'write' }, user.id, async (scope) => {
    await scope.sql('identity.proven', 'UPDATE users SET email_verified = true WHERE id = $1', [user.id])
    // Passkeys that are older wait until somebody with the new password has confirmed them.
    const chosen = "UPDATE credentials SET updated_at = $2 WHERE user_id = $1 AND provider_id = 'credential'"
    await scope.sql('identity.passwordChosen', chosen, [user.id, scope.now])
    await forgetResetLinks(scope)
    await scope.sql('identity.endSecondSteps', 'DELETE FROM second_steps WHERE user_id = $1', [user.id])
    await noteEvent(scope, 'password_reset')
  })
  await forgiveAccount(house, user.email)
}

export type Auth = ReturnType<typeof createAuth>
