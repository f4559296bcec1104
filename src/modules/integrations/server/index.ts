/**
 * Keys of the API. The application asks `hasKey(request)`, then `identifyKey(house, request)` who it is and `keyActor(key)`
 * what it may do.
 */
export { hasKey, identifyKey, keyActor } from './keys/identify-key.ts'
/** Forgets old tries of webhooks, for `ez360 prune`; a job does it every night. */
export { pruneLogs } from './webhooks/prune-log.ts'
