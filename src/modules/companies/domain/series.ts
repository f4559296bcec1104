import { DEFAULT_PATTERN, DEFAULT_RESET, type NumberReset } from './numbering.ts'

/** The documents that have templates. */
export const documentTypes = ['estimate', 'proposal', 'invoice'] as const
export type DocumentType = (typeof documentTypes)[number]

/** What a company numbers. Each series counts on its own. */
export const numberSeries = ['invoice', 'estimate', 'proposal', 'credit_note', 'project'] as const
export type NumberSeries = (typeof numberSeries)[number]

export type NumberingScheme = { pattern: string; reset: NumberReset; byProject: boolean }

/** How a new company numbers (spec/money.md). */
export const defaultSchemes: Readonly<Record<NumberSeries, NumberingScheme>> = {
  invoice: { pattern: DEFAULT_PATTERN, reset: DEFAULT_RESET, byProject: false },
  estimate: { pattern: 'E-{YY}/{MM}/{SEQ:3}', reset: 'monthly', byProject: false },
  proposal: { pattern: 'P-{YY}/{MM}/{SEQ:3}', reset: 'monthly', byProject: false },
  credit_note: { pattern: 'CN-{YYYY}{MM}-{SEQ:4}', reset: 'monthly', byProject: false },
  project: { pattern: 'PRJ-{SEQ:3}', reset: 'never', byProject: false },
}

/** Series whose documents belong to a project and can be numbered by it (`P-104-2`). */
export const projectSeries: readonly NumberSeries[] = ['invoice', 'estimate', 'proposal']
