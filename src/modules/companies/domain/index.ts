/** The door of the companies' rules: what contracts and screens compute with. */
export { isLocale } from './locale.ts'
export { formatNumber, parsePattern } from './numbering.ts'
export { type DocumentType, documentTypes, type NumberSeries, projectSeries } from './series.ts'
export { type TwoFactorPolicy, twoFactorPolicies } from './two-factor.ts'
