import { mailLayout } from '#platform/mail/layout.ts'
import { queueEmail } from '#platform/mail/queue.ts'
import type { Scope } from '#platform/scope.ts'
import type { WebhookRow } from '../webhook-store.ts'

const why = {
  failing: 'It has taken nothing for three days.',
  gone: 'It answered that it is gone (410).',
}

/** Tells those who can do something about it. */
export async function mailSwitchedOff(scope: Scope, webhook: WebhookRow, reason: keyof typeof why): Promise<void> {
  const people = await scope.sql<{ email: string; name: string; company: string }>(
    'integrations.admins',
    `SELECT u.email, m.display_name AS name, c.name AS company
     FROM members m JOIN users u ON u.id = m.user_id JOIN companies c ON c.id = m.company_id
     WHERE m.company_id = $1 AND m.role IN ('admin', 'owner') AND m.deactivated_at IS NULL ORDER BY m.id`,
    [scope.companyId],
  )
  const { baseUrl } = scope.outside.settings
  const { host } = new URL(webhook.url)
  for (const { email, name, company } of people) {
    const subject = `The webhook to ${host} was switched off`
    const body = mailLayout({
      title: subject,
      companyName: 'EZ360PM',
      preheader: why[reason],
      paragraphs: [
        `Hello ${name},`,
        `${company} no longer tells ${host} what happens. ${why[reason]}`,
        'When it works again, switch the webhook on and send again what failed. What happens until then is not sent.',
      ],
      button: { text: 'Open webhook', url: `${baseUrl}/c/${scope.companyId}/settings/webhooks/${webhook.id}` },
      footer: `Sent by EZ360PM at ${baseUrl} because you administer ${company}.`,
    })
    await queueEmail(scope, { kind: 'integrations.webhookOff', to: email, subject, ...body })
  }
}
