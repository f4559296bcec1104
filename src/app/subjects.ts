import { subjects as catalogSubjects } from '#modules/catalog/server/subjects.ts'
import { subjects as clientsSubjects } from '#modules/clients/server/subjects.ts'
import { subjects as companiesSubjects } from '#modules/companies/server/subjects.ts'
import { subjects as creditNotesSubjects } from '#modules/credit-notes/server/subjects.ts'
import { subjects as documentsSubjects } from '#modules/documents/server/subjects.ts'
import { subjects as expensesSubjects } from '#modules/expenses/server/subjects.ts'
import { subjects as integrationsSubjects } from '#modules/integrations/server/subjects.ts'
import { subjects as ledgerSubjects } from '#modules/ledger/server/subjects.ts'
import { subjects as mediaSubjects } from '#modules/media/server/subjects.ts'
import { subjects as payablesSubjects } from '#modules/payables/server/subjects.ts'
import { subjects as paymentsSubjects } from '#modules/payments/server/subjects.ts'
import { subjects as projectsSubjects } from '#modules/projects/server/subjects.ts'
import { subjects as recurringSubjects } from '#modules/recurring/server/subjects.ts'
import { subjects as timeSubjects } from '#modules/time/server/subjects.ts'
import type { Subject } from '#platform/database/subject.ts'

/** What the audit log is about, of every module. */
export const subjects: readonly Subject[] = [
  ...catalogSubjects,
  ...clientsSubjects,
  ...companiesSubjects,
  ...creditNotesSubjects,
  ...documentsSubjects,
  ...expensesSubjects,
  ...integrationsSubjects,
  ...ledgerSubjects,
  ...mediaSubjects,
  ...payablesSubjects,
  ...paymentsSubjects,
  ...projectsSubjects,
  ...recurringSubjects,
  ...timeSubjects,
]
