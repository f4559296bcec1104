import { companyToday } from '#modules/companies/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import { quotes } from '../../contract.ts'
import { assertQuoteVoidable, type QuoteType } from '../../domain/quote.ts'
import { loadDocumentForUpdate, loadLines, type QuoteRow, saveMoved } from '../store.ts'
import { audited } from '../to-invoice.ts'
import { commandName } from './names.ts'
import { toQuote } from './to-quote.ts'

/** Takes back what was not answered: a draft that will not go out, or one that was sent; its link opens nothing any more. */
export const voidQuote = (type: QuoteType) =>
  command({
    name: commandName('void', type),
    needs: 'documents:void',
    money: true,
    input: quotes[type].void.input,
    async run(scope, { documentId }) {
      const row = await loadDocumentForUpdate(scope, type, documentId)
      const lines = await loadLines(scope, documentId)
      const today = await companyToday(scope)
      checkRevision(scope, toQuote(row, lines, today))
      assertQuoteVoidable(row)
      const saved = await saveMoved<QuoteRow>(scope, 'voided', documentId, {
        state: 'void',
        balanceDueCents: 0,
        voidedAt: scope.now,
      })
      audit(scope, { subjectType: type, subjectId: documentId, before: audited(row), after: audited(saved) })
      signal(scope, 'quotes', documentId)
      return toQuote(saved, lines, today)
    },
  })
