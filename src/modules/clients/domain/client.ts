import { refuseField } from '#kernel/refusal.ts'

/** A client has a person's or an organisation's name, or both. */
export function checkNamed(client: { organizationName: string | null; personName: string | null }): void {
  if (client.organizationName === null && client.personName === null) {
    throw refuseField('organizationName', 'Enter the name of an organisation or of a person.')
  }
}
