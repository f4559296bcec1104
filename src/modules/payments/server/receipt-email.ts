import { formatDate } from '#kernel/calendar.ts'
import { formatMoney } from '#kernel/money.ts'
import { mailLayout } from '#platform/mail/layout.ts'
import { paymentMethodNames } from '../contract.ts'
import type { Receipt } from './receipt.ts'

/** The e-mail that brings a receipt: what came in, when and how; `message` is what the sender wrote. */
export function receiptEmail(
  { payment, head: { company, to } }: Receipt,
  message: string | null,
): { subject: string; text: string; html: string } {
  const amount = formatMoney(payment.amountCents, company.currency, company.locale)
  const day = formatDate(payment.receivedOn, company.locale)
  const title = `Receipt for ${amount} from ${company.name}`
  const body = mailLayout({
    preheader: `${amount} received on ${day}`,
    title,
    paragraphs: message
      ? message.split(/\n{2,}/)
      : [`Hello ${to.name},`, `Thank you. We received ${amount} on ${day}. The receipt is attached.`],
    facts: [
      ['Received', day],
      ['Paid by', paymentMethodNames[payment.method]],
      ...(payment.reference ? [['Reference', payment.reference] satisfies [string, string]] : []),
      ['Amount', amount],
    ],
    footer: [
      `${company.name} sent you this.${company.email ? ' Answer this e-mail to reach them.' : ''}`,
      company.phone,
    ]
      .filter(Boolean)
      .join('\n'),
    companyName: company.name,
  })
  return { subject: title, ...body }
}
