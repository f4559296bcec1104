import type { CliCommand } from './command.ts'

/** Every `ez360` command, in the order of the help page. What it does is loaded when it is called. */
export const commands: readonly CliCommand[] = [
  {
    name: 'start',
    says: 'Serve the application and work off its jobs.',
    load: async () => (await import('./start.ts')).start,
  },
  {
    name: 'web',
    says: 'Serve the application only.',
    load: async () => (await import('./start.ts')).web,
  },
  {
    name: 'worker',
    says: 'Work off the jobs only.',
    load: async () => (await import('./start.ts')).worker,
  },
  {
    name: 'migrate',
    says: 'Apply the migrations that are missing. Several processes may do it at once.',
    load: async () => (await import('./database.ts')).migrateCommand,
  },
  {
    name: 'preflight',
    says: 'Refuse a release (exit code 1) while migrations are pending.',
    load: async () => (await import('./database.ts')).preflight,
  },
  {
    name: 'check',
    says: 'Look over settings, database role and migrations before a launch; exit code 1 when something is wrong.',
    load: async () => (await import('./check.ts')).check,
  },
  {
    name: 'csp-reports',
    says: 'Print what browsers reported against the content security policy; exit code 1 when there is something.',
    load: async () => (await import('./csp-reports.ts')).cspReports,
  },
  {
    name: 'seed-demo',
    says: 'Fill a database without companies with the demo companies, or go on with a demo that was interrupted.',
    load: async () => (await import('./seed-demo.ts')).seedDemo,
  },
  {
    name: 'invariants',
    usage: 'invariants [--company <id|name>]',
    says: 'Ask the books of every company whether all their rules hold; exit code 1 when one does not.',
    load: async () => (await import('./books.ts')).invariants,
  },
  {
    name: 'reconcile',
    usage: 'reconcile [--company <id|name>] [--dry-run | --repair]',
    says: 'Set control accounts beside their records; --dry-run tells what --repair puts right: rollups from their sources, credit of payments, missing entries. Exit code 1 on a difference.',
    load: async () => (await import('./books.ts')).reconcile,
  },
  {
    name: 'verify-ledger',
    usage: 'verify-ledger <file>',
    says: 'Check an exported ledger without a database: balance and chain of seals; exit code 1 when one does not hold.',
    load: async () => (await import('./books.ts')).verifyLedger,
  },
  {
    name: 'verify-audit',
    usage: 'verify-audit [--company <id|name>]',
    says: 'Reckon the chain over the audit log anew; names the first event that is not as it was written. Exit code 1 then.',
    load: async () => (await import('./books.ts')).verifyAudit,
  },
  {
    name: 'prune',
    usage: 'prune [--company <id|name>] [--execute]',
    says: 'Count what the retention settings let go of the audit log and of the log of webhooks; --execute removes it. Exit code 1 when a chain is broken: then nothing of it goes.',
    load: async () => (await import('./prune.ts')).prune,
  },
  {
    name: 'export-ledger',
    usage: 'export-ledger --company <id|name>',
    says: 'Print the whole journal of a company in plain-text accounting format (hledger, ledger).',
    load: async () => (await import('./books.ts')).exportBooks,
  },
  {
    name: 'export-company',
    usage: 'export-company <id|name> --out <file.zip>',
    says: 'Write everything of a company into one zip file: tables, journal, files, manifest. The file must not exist yet.',
    load: async () => (await import('./export-company.ts')).exportCompany,
  },
  {
    name: 'reset-second-factor',
    usage: 'reset-second-factor <e-mail>',
    says: 'Take app and passkeys off the account of a person who lost phone and recovery codes; they are told by mail.',
    load: async () => (await import('./reset-second-factor.ts')).resetSecondFactor,
  },
  {
    name: 'lockouts',
    usage: 'lockouts [list | lift <e-mail or network address>]',
    says: 'Print what has to wait after too many attempts; lift ends that for an account or a network.',
    load: async () => (await import('./lockouts.ts')).lockouts,
  },
  {
    name: 'db-url',
    says: 'Print the connection of the running database, for psql.',
    load: async () => (await import('./database.ts')).databaseUrl,
  },
  {
    name: 'openapi',
    says: 'Print the OpenAPI document.',
    load: async () => (await import('./docs.ts')).openapi,
  },
  {
    name: 'docs',
    usage: 'docs <configuration|permissions|api>',
    says: 'Write a page of the documentation that is made from the code.',
    load: async () => (await import('./docs.ts')).docs,
  },
]
