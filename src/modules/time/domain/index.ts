/** Rounding, the timer's machine and what an entry may become. Other modules open only this. */
export { amountOf, hoursOf } from './rounding.ts'
export { formatDuration } from './typed.ts'
