import { passwordLengthMin } from './strength.ts'

/** Checks of single fields, as sentences. The server checks again. */
export const needEmail = (value: string) =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()) ? null : 'Enter an e-mail address, such as ada@example.com.'

export const needText = (sentence: string) => (value: string) => (value.trim() === '' ? sentence : null)

export const needPassword = (value: string) =>
  [...value].length < passwordLengthMin ? `Use ${passwordLengthMin} characters or more.` : null
