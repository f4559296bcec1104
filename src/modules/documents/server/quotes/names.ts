import type { QuoteType } from '../../domain/quote.ts'

/** `documents.sendEstimate`: what the command is called in log, audit and API. */
export function commandName(verb: string, type: QuoteType, thing = ''): string {
  return `documents.${verb}${type === 'estimate' ? 'Estimate' : 'Proposal'}${thing}`
}
