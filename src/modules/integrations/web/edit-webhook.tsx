import { useParams } from '@tanstack/react-router'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormPage } from '#ui/form/form-page.tsx'
import { useGo } from '#ui/link.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { readWebhook, updateWebhook, type Webhook } from '../contract.ts'
import { WebhookFields } from './webhook-fields.tsx'

export function EditWebhook() {
  const { webhookId } = useParams({ strict: false }) as { webhookId: string }
  const { data, error, refetch } = useRead(readWebhook, { webhookId }, { staleMs: 0 })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  return data ? <Fields key={data.revision} webhook={data} /> : <ScreenSkeleton />
}

function Fields({ webhook }: { webhook: Webhook }) {
  const go = useGo()
  const back = `/settings/webhooks/${webhook.id}`
  const { url, description, eventTypes } = webhook
  const form = useContractForm(updateWebhook, {
    initial: { url, description: description ?? '', eventTypes },
    toInput: (values) => ({ webhookId: webhook.id, ...values }),
    ifMatch: webhook.revision,
    invalidates: ['/webhooks'],
    done: 'Webhook saved',
    onDone: () => go(back),
  })
  return (
    <FormPage
      title="Edit webhook"
      crumbs={[
        { label: 'Webhooks', to: '/settings/webhooks' },
        { label: new URL(url).host, to: back },
      ]}
      form={form}
      verb="Save webhook"
      cancel={back}
      labels={{ url: 'Address', eventTypes: 'What it is told' }}
    >
      <WebhookFields form={form} />
    </FormPage>
  )
}
