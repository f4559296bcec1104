import type { Deletable } from '#platform/database/deletable.ts'

const ofClient = (what: string) =>
  `${what} || ' of ' || d.issued_on || ' for '
    || (SELECT c.display_name FROM clients c WHERE c.company_id = d.company_id AND c.id = d.client_id)`

/** Only drafts are deleted. That of an invoice gave its time and expenses back, which may be on another one by now. */
export const deletables: readonly Deletable[] = [
  {
    kind: 'invoices',
    table: 'documents',
    only: "d.document_type = 'invoice'",
    subject: "'invoice'",
    name: ofClient("'Invoice draft'"),
    within: {},
    topic: 'invoices',
    gone: 'invoice_draft_gone',
  },
  {
    kind: 'quotes',
    table: 'documents',
    only: "d.document_type <> 'invoice'",
    subject: 'd.document_type',
    name: ofClient('initcap(d.document_type)'),
    within: { client_id: 'clients', project_id: 'projects' },
    topic: 'quotes',
  },
]
