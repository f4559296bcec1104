import { command } from '#platform/operation.ts'
import { quotes } from '../../contract.ts'
import type { QuoteType } from '../../domain/quote.ts'
import { loadDocument, loadLines } from '../store.ts'
import { depositOf, discountOf, keptAccounts, lineInput } from '../to-invoice.ts'
import { commandName } from './names.ts'
import { startQuote } from './start-quote.ts'

/** Drafts an estimate or proposal by hand. */
export const createQuote = (type: QuoteType) =>
  command({
    name: commandName('create', type),
    needs: 'documents:write',
    money: true,
    input: quotes[type].create.input,
    run: (scope, input) => startQuote(scope, type, input),
  })

/** A new draft that says the same, dated today. */
export const duplicateQuote = (type: QuoteType) =>
  command({
    name: commandName('duplicate', type),
    needs: 'documents:write',
    money: true,
    input: quotes[type].duplicate.input,
    async run(scope, { documentId, id }) {
      const row = await loadDocument(scope, type, documentId)
      const lines = await loadLines(scope, documentId)
      const { clientId, projectId, header, footer, notes, terms, cover, sections } = row
      return startQuote(
        scope,
        type,
        {
          ...{ id, clientId, projectId, header, footer, notes, terms, cover, sections },
          internalNote: null,
          discount: discountOf(row),
          deposit: depositOf(row),
          lines: lines.map((line) => ({ ...lineInput(line), id: undefined })),
        },
        keptAccounts(lines),
      )
    },
  })
