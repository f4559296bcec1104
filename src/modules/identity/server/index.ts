/**
 * People and their sessions. The application mounts it: `await mountIdentity(app, house)` before the routes, asks
 * `identify(house, request)` for the person, and adds `jobs` (./jobs.ts) to its list.
 */
export { identify } from './identify.ts'
export { liftLockout, listLockouts } from './lockouts.ts'
export { mountIdentity } from './mount.ts'
export { loadPerson } from './person.ts'
export { registerPerson } from './register-person.ts'
export { resetFactor } from './second-factor/acts.ts'
export { sessionCookieName } from './session-cookie.ts'
export { sessionCookieFor } from './session-cookie-for.ts'
