import './browser-first.ts'
import { archive } from '#modules/archive/web/index.tsx'
import { audit } from '#modules/audit/web/index.tsx'
import { catalog } from '#modules/catalog/web/index.tsx'
import { clients } from '#modules/clients/web/index.tsx'
import { closing } from '#modules/closing/web/index.tsx'
import { collections } from '#modules/collections/web/index.tsx'
import { companies } from '#modules/companies/web/index.tsx'
import { creditNotes } from '#modules/credit-notes/web/index.tsx'
import { documents } from '#modules/documents/web/index.tsx'
import { expenses } from '#modules/expenses/web/index.tsx'
import { home } from '#modules/home/web/index.tsx'
import { identity } from '#modules/identity/web/index.tsx'
import { integrations } from '#modules/integrations/web/index.tsx'
import { ledger } from '#modules/ledger/web/index.tsx'
import { payables } from '#modules/payables/web/index.tsx'
import { payments } from '#modules/payments/web/index.tsx'
import { projects } from '#modules/projects/web/index.tsx'
import { recurring } from '#modules/recurring/web/index.tsx'
import { reports } from '#modules/reports/web/index.tsx'
import { subscriptions } from '#modules/subscriptions/web/index.tsx'
import { time } from '#modules/time/web/index.tsx'
import { start } from '#ui/start.tsx'

start([
  identity,
  home,
  time,
  clients,
  projects,
  catalog,
  expenses,
  documents,
  recurring,
  payments,
  creditNotes,
  collections,
  payables,
  ledger,
  reports,
  closing,
  companies,
  archive,
  integrations,
  subscriptions,
  audit,
])
