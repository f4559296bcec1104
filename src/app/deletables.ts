import { deletables as catalogDeletables } from '#modules/catalog/server/deletable.ts'
import { deletables as clientsDeletables } from '#modules/clients/server/deletable.ts'
import { deletables as collectionsDeletables } from '#modules/collections/server/deletable.ts'
import { deletables as companiesDeletables } from '#modules/companies/server/deletable.ts'
import { deletables as creditNotesDeletables } from '#modules/credit-notes/server/deletable.ts'
import { deletables as documentsDeletables } from '#modules/documents/server/deletable.ts'
import { deletables as expensesDeletables } from '#modules/expenses/server/deletable.ts'
import { deletables as integrationsDeletables } from '#modules/integrations/server/deletable.ts'
import { deletables as payablesDeletables } from '#modules/payables/server/deletable.ts'
import { deletables as projectsDeletables } from '#modules/projects/server/deletable.ts'
import { deletables as recurringDeletables } from '#modules/recurring/server/deletable.ts'
import { deletables as timeDeletables } from '#modules/time/server/deletable.ts'
import type { Deletable } from '#platform/database/deletable.ts'

/** What people delete, of every module. */
export const deletables: readonly Deletable[] = [
  ...catalogDeletables,
  ...clientsDeletables,
  ...collectionsDeletables,
  ...companiesDeletables,
  ...creditNotesDeletables,
  ...documentsDeletables,
  ...expensesDeletables,
  ...integrationsDeletables,
  ...payablesDeletables,
  ...projectsDeletables,
  ...recurringDeletables,
  ...timeDeletables,
]
