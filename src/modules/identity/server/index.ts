/**
 * People and their sessions. The application mounts it: `await mountIdentity(app, house)` before the routes, asks
 * `identify(house, request)` for the person, and adds `jobs` (./jobs.ts) to its list.
 */
export { identify, sessionOf } from './identify.ts'
export { mountIdentity } from './mount.ts'
export { carrySession, confirmFactor, isKept, openSession, placeOf } from './open-session.ts'
export { loadPerson } from './person.ts'
export { registerPerson } from './register-person.ts'
export { sessionCookieFor } from './session-cookie-for.ts'
