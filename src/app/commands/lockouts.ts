import { systemClock } from '#kernel/calendar.ts'
import { liftLockout, listLockouts } from '#modules/identity/server/index.ts'
import { boot } from '../boot.ts'
import { answer, type CliWork } from './command.ts'
import { UsageError } from './usage-error.ts'

const kinds: { [kind: string]: string } = {
  account: 'an account, wrong passwords',
  address: 'a network, wrong passwords',
  pair: 'an account from one network, wrong passwords',
  code: 'an account, wrong codes',
  'code-pair': 'an account from one network, wrong codes',
  asking: 'a network, links asked for',
  mailbox: 'a mailbox, links asked for',
  passkey: 'a network, passkeys',
}

/** Who has to wait after too many attempts, and an end to it for somebody who writes that they cannot come in. */
export const lockouts: CliWork = {
  async run({ positionals: [act = 'list', whose], json }) {
    if (act !== 'list' && act !== 'lift')
      throw new UsageError('Say list or lift: npx ez360 lockouts lift ada@example.com')
    if (act === 'lift' && !whose) throw new UsageError('Say whose: npx ez360 lockouts lift ada@example.com')
    const booted = await boot({ migrateFirst: false })
    try {
      if (act === 'lift') {
        const lifted = await liftLockout(booted.house, whose ?? '')
        if (lifted === undefined) throw new UsageError('That is neither an e-mail address nor an address of a network.')
        answer(json, { lifted }, lifted > 0 ? `${whose} waits no longer.` : `Nothing was counted against ${whose}.`)
        return lifted > 0 ? 0 : 1
      }
      const waiting = await listLockouts(booted.house, systemClock())
      const lines = waiting.map(
        ({ kind, network, failures, until }) =>
          `${kinds[kind] ?? kind}${network ? ` (${network})` : ''}: ${failures} attempts, until ${until}`,
      )
      answer(json, waiting, lines.length > 0 ? lines.join('\n') : 'Nobody has to wait.')
      return 0
    } finally {
      await booted.close()
    }
  },
}
