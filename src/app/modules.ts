import { routes as archive } from '#modules/archive/server/routes.ts'
import { deletedRoutes } from '#modules/audit/server/deleted.ts'
import { jobs as auditJobs } from '#modules/audit/server/jobs.ts'
import { auditRoutes } from '#modules/audit/server/routes.ts'
import { routes as catalog } from '#modules/catalog/server/routes.ts'
import { routes as clients } from '#modules/clients/server/routes.ts'
import { jobs as closingJobs } from '#modules/closing/server/jobs.ts'
import { routes as closing } from '#modules/closing/server/routes.ts'
import { jobs as collectionJobs } from '#modules/collections/server/jobs.ts'
import { routes as collections } from '#modules/collections/server/routes.ts'
import { provisionCompany } from '#modules/companies/server/index.ts'
import { companyRoutes as companies } from '#modules/companies/server/routes.ts'
import { jobs as creditNoteJobs } from '#modules/credit-notes/server/jobs.ts'
import { routes as creditNotes } from '#modules/credit-notes/server/routes.ts'
import { routes as demo } from '#modules/demo/server/routes.ts'
import { jobs as documentJobs } from '#modules/documents/server/jobs.ts'
import { routes as documents } from '#modules/documents/server/routes.ts'
import { provisionCategories } from '#modules/expenses/server/index.ts'
import { routes as expenses } from '#modules/expenses/server/routes.ts'
import { routes as home } from '#modules/home/server/routes.ts'
import { jobs as identityJobs } from '#modules/identity/server/jobs.ts'
import { routes as identity } from '#modules/identity/server/routes.ts'
import { jobs as integrationJobs } from '#modules/integrations/server/jobs.ts'
import { routes as integrations } from '#modules/integrations/server/routes.ts'
import { provisionChart } from '#modules/ledger/server/index.ts'
import { routes as ledger } from '#modules/ledger/server/routes.ts'
import { jobs as mediaJobs } from '#modules/media/server/jobs.ts'
import { jobs as payableJobs } from '#modules/payables/server/jobs.ts'
import { routes as payables } from '#modules/payables/server/routes.ts'
import { jobs as paymentJobs } from '#modules/payments/server/jobs.ts'
import { routes as payments } from '#modules/payments/server/routes.ts'
import { routes as projects } from '#modules/projects/server/routes.ts'
import { jobs as recurringJobs } from '#modules/recurring/server/jobs.ts'
import { routes as recurring } from '#modules/recurring/server/routes.ts'
import { routes as reports } from '#modules/reports/server/routes.ts'
import { provisionSubscription } from '#modules/subscriptions/server/index.ts'
import { jobs as subscriptionJobs } from '#modules/subscriptions/server/jobs.ts'
import { routes as subscriptions } from '#modules/subscriptions/server/routes.ts'
import { jobs as timeJobs } from '#modules/time/server/jobs.ts'
import { routes as time } from '#modules/time/server/routes.ts'
import { sweepHttp } from '#platform/http/sweep.ts'
import { forgetKeys } from '#platform/jobs/forget-keys.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { forgetEmailBodies } from '#platform/mail/forget-bodies.ts'
import { sendEmail } from '#platform/mail/send-email.ts'
import type { Route } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import { deletables } from './deletables.ts'
import { subjects } from './subjects.ts'

/** What a new company gets, and an old one again without harm. */
export async function provision(scope: Scope): Promise<void> {
  await provisionCompany(scope)
  await provisionChart(scope)
  await provisionCategories(scope)
  await provisionSubscription(scope)
}

/** Every endpoint of every module, in the order of the guide. */
export const routes: readonly Route[] = [
  ...identity,
  ...companies(provision),
  ...subscriptions,
  ...auditRoutes(subjects),
  ...deletedRoutes(deletables),
  ...integrations,
  ...clients,
  ...catalog,
  ...projects,
  ...time,
  ...expenses,
  ...payables,
  ...documents,
  ...payments,
  ...creditNotes,
  ...recurring,
  ...collections,
  ...ledger,
  ...reports,
  ...closing,
  ...archive,
  ...home,
  ...demo,
]

/** Every job of every module. */
export const jobs: readonly Job[] = [
  sendEmail,
  forgetEmailBodies,
  forgetKeys,
  sweepHttp,
  ...identityJobs,
  ...subscriptionJobs,
  ...auditJobs,
  ...mediaJobs,
  ...timeJobs,
  ...documentJobs,
  ...paymentJobs,
  ...payableJobs,
  ...creditNoteJobs,
  ...recurringJobs,
  ...collectionJobs,
  ...closingJobs,
  ...integrationJobs,
]
