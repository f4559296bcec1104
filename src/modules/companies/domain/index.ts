/** The door of the companies' rules: what other modules may compute with. */
export { isLocale } from './locale.ts'
export { formatNumber, type NumberReset, numberResets, parsePattern, periodKey } from './numbering.ts'
export { type DocumentType, documentTypes, type NumberSeries, numberSeries, projectSeries } from './series.ts'
