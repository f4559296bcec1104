import { z } from 'zod'
import { emailAddress, shortText } from '#kernel/text.ts'
import { passwordLengthMax } from '../domain/password.ts'

const email = emailAddress.overwrite((text) => text.toLowerCase())
const password = z
  .string('Enter a password.')
  .min(1, 'Enter a password.')
  .max(passwordLengthMax, `Use at most ${passwordLengthMax} characters.`)
/** A page of ours: nothing that leads to another site. */
const ownPage = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[^\s\\]*$/, 'That does not lead to a page of this site.')
const token = z.string().regex(/^[\w.-]{10,2000}$/, 'This link is not complete.')
const rememberMe = z.boolean().optional()

/** What better-auth may be asked, and with what; every other path is closed. Unknown fields are left out. */
export const authRequests = {
  'POST /sign-up/email': z.object({
    name: shortText(120, 'Enter your name.'),
    email,
    password,
    callbackURL: ownPage.optional(),
  }),
  'POST /sign-in/email': z.object({ email, password, rememberMe }),
  'POST /sign-out': z.object({}),
  'POST /send-verification-email': z.object({ email, callbackURL: ownPage.optional() }),
  'POST /request-password-reset': z.object({ email, redirectTo: ownPage.optional() }),
  'POST /reset-password': z.object({ newPassword: password, token }),
} as const

export type AuthRequest = keyof typeof authRequests
export type AuthInput = { email?: string; name?: string; password?: string; newPassword?: string; token?: string }
