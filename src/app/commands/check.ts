import { pendingMigrations } from '#platform/database/migrate.ts'
import { type Booted, boot } from '../boot.ts'
import { migrationsFolder } from '../database.ts'
import { answer, type CliWork } from './command.ts'

type Finding = { what: string; ok: boolean; says: string }

/** What must be right before customers come. Settings that cannot be read at all stop every command with a sentence. */
export const check: CliWork = {
  async run({ json }) {
    const booted = await boot({ migrateFirst: false })
    try {
      const findings = [...settingsFindings(booted), await roleFinding(booted), await migrationsFinding(booted)]
      const lines = findings.map(({ ok, what, says }) => `${ok ? '✓' : '✗'} ${what}: ${says}`)
      answer(json, findings, lines.join('\n'))
      return findings.every(({ ok }) => ok) ? 0 : 1
    } finally {
      await booted.close()
    }
  },
}

function settingsFindings({ settings }: Booted): Finding[] {
  const prod = settings.mode === 'prod'
  const encrypted = settings.baseUrl.startsWith('https://')
  const mail = settings.email.host
  return [
    { what: 'Settings', ok: true, says: prod ? 'for production' : 'for development' },
    {
      what: 'Address',
      ok: !prod || encrypted,
      says: prod && !encrypted ? `${settings.baseUrl} is not https` : settings.baseUrl,
    },
    {
      what: 'E-mail',
      ok: !prod || mail !== undefined,
      says: mail ?? (prod ? 'no SMTP server is set' : 'kept in the outbox'),
    },
  ]
}

async function roleFinding({ house }: Booted): Promise<Finding> {
  const { rows } = await house.pool.query<{ name: string; strong: boolean }>(
    'SELECT current_user AS name, rolsuper OR rolbypassrls AS strong FROM pg_roles WHERE rolname = current_user',
  )
  const [role] = rows
  const ok = role !== undefined && !role.strong
  const says = ok ? `${role.name} is held by row-level security` : 'the application can bypass row-level security'
  return { what: 'Database role', ok, says }
}

async function migrationsFinding({ database }: Booted): Promise<Finding> {
  const pending = await pendingMigrations(database.ownerUrl, migrationsFolder)
  const ok = pending.length === 0
  return { what: 'Migrations', ok, says: ok ? 'all applied' : `${pending.join(', ')} pending: run ez360 migrate` }
}
