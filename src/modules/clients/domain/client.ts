import { refuseField } from '#kernel/refusal.ts'

type Names = { organizationName?: string | null | undefined; personName?: string | null | undefined }

/** A client has a person's or an organisation's name, or both. */
export function isNamed({ organizationName, personName }: Names): boolean {
  return Boolean(organizationName) || Boolean(personName)
}

export const nameNeeded = 'Enter the name of an organization or of a person.'

export function checkNamed(client: Names): void {
  if (!isNamed(client)) throw refuseField('organizationName', nameNeeded)
}
