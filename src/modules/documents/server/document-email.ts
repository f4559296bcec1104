import { formatDate } from '#kernel/calendar.ts'
import { formatMoney } from '#kernel/money.ts'
import { mailLayout } from '#platform/mail/layout.ts'
import type { Paper } from './paper.ts'

const names = { invoice: 'Invoice', estimate: 'Estimate', proposal: 'Proposal' } as const

/** The e-mail that brings a document: what it is, what is due, and the link; `message` is what the sender wrote. */
export function documentEmail(
  { row, company, to, project }: Paper,
  { message, url }: { message: string | null; url: string },
): { subject: string; text: string; html: string } {
  const label = `${names[row.documentType]} ${row.number}`
  const money = (cents: number) => formatMoney(cents, company.currency, company.locale)
  const date = (day: string | null) => (day === null ? undefined : formatDate(day, company.locale))
  const isInvoice = row.documentType === 'invoice'
  const until: [string, string | undefined] = isInvoice
    ? ['Due', date(row.dueOn)]
    : ['Valid until', date(row.validUntil)]
  const amount = money(isInvoice ? row.balanceDueCents : row.totalCents)
  const facts: [string, string][] = [
    [names[row.documentType], row.number ?? ''],
    ...(project ? [['Project', project.name] satisfies [string, string]] : []),
    ['Issued', formatDate(row.issuedOn, company.locale)],
    ...(until[1] ? [[until[0], until[1]] satisfies [string, string]] : []),
    [isInvoice ? 'Amount due' : 'Total', amount],
  ]
  const body = mailLayout({
    preheader: until[1] ? `${amount}, ${until[0].toLowerCase()} ${until[1]}` : amount,
    title: `${label} from ${company.name}`,
    paragraphs: message
      ? message.split(/\n{2,}/)
      : [
          `Hello ${to.name},`,
          `Here is ${names[row.documentType].toLowerCase()} ${row.number} for ${amount}.${isInvoice ? '' : ' You can accept or decline it there.'}`,
        ],
    button: { text: `View ${names[row.documentType].toLowerCase()}`, url },
    facts,
    footer: [
      `${company.name} sent you this.${company.email ? ' Answer this e-mail to reach them.' : ''}`,
      company.phone,
    ]
      .filter(Boolean)
      .join('\n'),
    companyName: company.name,
  })
  return { subject: `${label} from ${company.name}`, ...body }
}
