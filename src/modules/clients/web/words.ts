import type { phoneKinds } from '../contract.ts'

export const phoneWords: Record<(typeof phoneKinds)[number], string> = {
  mobile: 'Mobile',
  work: 'Work',
  home: 'Home',
  fax: 'Fax',
  other: 'Other',
}
