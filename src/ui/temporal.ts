import type * as Polyfill from 'temporal-polyfill'

/**
 * What `temporal-polyfill` is in the browser build (vite.config.ts): the browser's own Temporal, and the polyfill's
 * 17 kB only where there is none.
 */
const native = (globalThis as { Temporal?: typeof Polyfill.Temporal }).Temporal

export const Temporal = native ?? (await import('temporal-polyfill/implementation')).Temporal
