/** The door of the rules about people: what other modules may use. */
export { passwordProblem } from './password.ts'
