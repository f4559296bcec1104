import { resetFactor } from '#modules/identity/server/index.ts'
import { boot } from '../boot.ts'
import { answer, type CliWork } from './command.ts'
import { UsageError } from './usage-error.ts'

/** For a person who has lost the phone, the recovery codes and the passkeys. Make sure first that it is them. */
export const resetSecondFactor: CliWork = {
  async run({ positionals: [email], json }) {
    if (!email) throw new UsageError('Say whose: npx ez360 reset-second-factor ada@example.com')
    const booted = await boot()
    try {
      const done = await resetFactor(booted.house, email)
      answer(json, { email, done }, done ? `The second factor of ${email} is off.` : `${email} has no second factor.`)
      return done ? 0 : 1
    } finally {
      await booted.close()
    }
  },
}
