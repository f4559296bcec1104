import { z } from 'zod'
import { passwordLengthMax } from './domain/password.ts'

export const password = (enter: string) =>
  z.string(enter).min(1, enter).max(passwordLengthMax, `Use at most ${passwordLengthMax} characters.`)

/**
 * What grave acts ask for: the password of the account. Not needed for ten minutes after the session confirmed a second
 * factor or a passkey.
 */
export const proof = { password: password('Enter your password.').optional() }

export const done = z.object({ done: z.literal(true) })
