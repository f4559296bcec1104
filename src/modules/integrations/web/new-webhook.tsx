import { useState } from 'react'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormPage } from '#ui/form/form-page.tsx'
import { useGo } from '#ui/link.tsx'
import { createWebhook } from '../contract.ts'
import { SecretShown } from './secret-shown.tsx'
import { WebhookFields, type WebhookValues } from './webhook-fields.tsx'

const initial: WebhookValues = { url: '', description: '', eventTypes: [] }

/** Names an address, and shows the secret of its signatures once. */
export function NewWebhook() {
  const go = useGo()
  const [made, setMade] = useState<{ id: string; secret: string } | undefined>(undefined)
  const form = useContractForm(createWebhook, {
    initial,
    draft: 'webhook-new',
    invalidates: ['/webhooks'],
    onDone: ({ webhook, secret }) => setMade({ id: webhook.id, secret }),
  })
  return (
    <>
      <FormPage
        title="New webhook"
        crumbs={[{ label: 'Webhooks', to: '/settings/webhooks' }]}
        form={form}
        verb="Add webhook"
        cancel="/settings/webhooks"
        labels={{ url: 'Address', eventTypes: 'What it is told' }}
      >
        <WebhookFields form={form} />
      </FormPage>
      {made && (
        <SecretShown
          title="The secret of this webhook"
          label="Secret"
          secret={made.secret}
          close={() => go(`/settings/webhooks/${made.id}`)}
        >
          Your program checks with it that a message comes from here. It is shown this once; a lost one is replaced.
        </SecretShown>
      )}
    </>
  )
}
