import { refuseField } from '#kernel/refusal.ts'
import { passwordProblem } from '../domain/password.ts'

/** Refuses a new password that is too easy: by our rules, or because it is on the list of what leaked most often. */
export async function judgePassword(path: string, password: string, known: readonly string[]): Promise<void> {
  const problem = passwordProblem(password, known)
  if (problem) throw refuseField(path, problem)
  const list = await leaked()
  if (list.has(password.normalize('NFKC').toLowerCase()))
    throw refuseField(path, 'This password has leaked and is tried early. Use a few words instead.')
}

let list: Set<string> | undefined

/** Some fifty thousand, a megabyte: loaded when the first password is chosen. */
async function leaked(): Promise<Set<string>> {
  if (!list) {
    const { dictionary } = await import('@zxcvbn-ts/language-common')
    list = new Set(dictionary['passwords-common'])
  }
  return list
}
