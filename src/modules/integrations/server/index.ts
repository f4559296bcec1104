/**
 * Keys of the API. The application asks `hasKey(request)`, then `identifyKey(house, request)` who it is and `keyActor(key)`
 * what it may do.
 */
export { hasKey, identifyKey, keyActor } from './keys/identify-key.ts'
