import { Code } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import type { Column } from '#ui/list/columns.ts'
import { ListPage } from '#ui/list/list-page.tsx'
import { Confirm } from '#ui/page/confirm.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { When } from '#ui/page/when.tsx'
import { type ApiKey, listApiKeys, revokeApiKey } from '../contract.ts'
import { scopeSummary } from './words.ts'

const states = {
  active: 'Active',
  expired: 'Expired',
  revoked: 'Revoked',
  idle: 'Its maker left',
} as const

const columns: Column<ApiKey>[] = [
  { key: 'name', header: 'Name', cell: (key) => key.name },
  { key: 'prefix', header: 'Begins with', width: 150, cell: (key) => <Code>{key.prefix}…</Code> },
  { key: 'scopes', header: 'May', width: 200, optional: true, card: 'none', cell: (key) => scopeSummary(key.scopes) },
  { key: 'maker', header: 'Made by', width: 140, optional: true, card: 'none', cell: (key) => key.makerName },
  {
    key: 'used',
    header: 'Last used',
    width: 150,
    optional: true,
    cell: (key) => (key.lastUsedAt ? <When at={key.lastUsedAt} relative /> : 'Never used'),
  },
  {
    key: 'expires',
    header: 'Expires',
    width: 190,
    optional: true,
    card: 'none',
    cell: (key) => (key.expiresAt ? <When at={key.expiresAt} /> : 'Never'),
  },
  {
    key: 'state',
    header: 'State',
    width: 140,
    cell: (key) => <StateDot state={key.state} label={states[key.state]} />,
  },
]

/** Keys with which programs work here. */
export function ApiKeys() {
  const [revoking, setRevoking] = useState<ApiKey | undefined>(undefined)
  return (
    <>
      <ListPage
        title="API keys"
        lead="With a key a program works in this company: within what the key may do, and never beyond what its maker may."
        endpoint={listApiKeys}
        columns={columns}
        search="Name or beginning"
        primary={{ label: 'New key', to: '/settings/api-keys/new', keys: 'n', needs: 'integrations:manage' }}
        rowActions={(key) => [
          { label: 'Revoke', danger: true, hidden: key.state === 'revoked', run: () => setRevoking(key) },
        ]}
        empty={{
          title: 'No keys yet',
          sentence: 'A key lets another program read and write here, without anybody’s password.',
          action: { label: 'New key', to: '/settings/api-keys/new', needs: 'integrations:manage' },
          guide: '/help/api',
        }}
      />
      {revoking && <Revoke apiKey={revoking} close={() => setRevoking(undefined)} />}
    </>
  )
}

function Revoke({ apiKey, close }: { apiKey: ApiKey; close: () => void }) {
  const revoke = useCommand(revokeApiKey, { invalidates: ['/api-keys'], done: 'Key revoked', onDone: close })
  return (
    <Confirm
      title={`Revoke ${apiKey.name}`}
      verb="Revoke key"
      danger
      pending={revoke.pending}
      run={() => void revoke.run({ apiKeyId: apiKey.id })}
      close={close}
    >
      Every program that uses <Code>{apiKey.prefix}…</Code> is turned away from now on. This cannot be undone; a new key
      takes its place.
    </Confirm>
  )
}
