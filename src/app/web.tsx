import './browser-first.ts'
import { catalog } from '#modules/catalog/web/index.tsx'
import { clients } from '#modules/clients/web/index.tsx'
import { documents } from '#modules/documents/web/index.tsx'
import { identity } from '#modules/identity/web/index.tsx'
import { ledger } from '#modules/ledger/web/index.tsx'
import { payments } from '#modules/payments/web/index.tsx'
import { projects } from '#modules/projects/web/index.tsx'
import { reports } from '#modules/reports/web/index.tsx'
import { time } from '#modules/time/web/index.tsx'
import { start } from '#ui/start.tsx'

start([identity, time, clients, projects, catalog, documents, payments, ledger, reports])
