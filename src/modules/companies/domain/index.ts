/** The door of the companies' rules: what other modules may compute with. */
export { formatNumber, type NumberReset, numberResets, parsePattern, periodKey } from './numbering.ts'
export { documentTypes, type NumberSeries, numberSeries } from './series.ts'
