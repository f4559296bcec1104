import { formatDate } from '#kernel/calendar.ts'
import { formatMoney } from '#kernel/money.ts'
import { mailLayout } from '#platform/mail/layout.ts'
import type { NotePaper } from './note-paper.ts'

/** The e-mail that brings a credit note: what it credits and what that means; `message` is what the sender wrote. */
export function noteEmail(
  { note, invoiceNumber, head: { company, to } }: NotePaper,
  message: string | null,
): { subject: string; text: string; html: string } {
  const money = (cents: number) => formatMoney(cents, company.currency, company.locale)
  const label = `Credit note ${note.number}`
  const amount = money(note.totalCents)
  const facts: [string, string][] = [
    ['Credit note', note.number ?? ''],
    ['For invoice', invoiceNumber],
    ['Date', formatDate(note.issuedOn, company.locale)],
    ['Amount', amount],
    ...(note.creditedCents > 0 ? [['Kept as your credit', money(note.creditedCents)] satisfies [string, string]] : []),
  ]
  const body = mailLayout({
    preheader: `${amount} credited on invoice ${invoiceNumber}`,
    title: `${label} from ${company.name}`,
    paragraphs: message
      ? message.split(/\n{2,}/)
      : [`Hello ${to.name},`, `We have credited ${amount} on invoice ${invoiceNumber}. The credit note is attached.`],
    facts,
    footer: [
      `${company.name} sent you this.${company.email ? ' Answer this e-mail to reach them.' : ''}`,
      company.phone,
    ]
      .filter(Boolean)
      .join('\n'),
    companyName: company.name,
  })
  return { subject: `${label} for invoice ${invoiceNumber}`, ...body }
}
