import type { Role } from '#kernel/permissions.ts'

export const roleNames: Record<Role, string> = { owner: 'Owner', admin: 'Admin', manager: 'Manager', staff: 'Staff' }

export const roleSays: Record<Role, string> = {
  staff: 'Own time, own expenses, and the projects they are assigned to.',
  manager: 'All clients, projects, documents and payments; approves time and expenses.',
  admin: 'Everything except handing over, closing and exporting the company and locking the books.',
  owner: 'Everything. A company always has an owner.',
}

/** The roles that somebody may give: only owners make owners. */
export function rolesToGive(owns: boolean): { value: Role; label: string }[] {
  const given: Role[] = owns ? ['staff', 'manager', 'admin', 'owner'] : ['staff', 'manager', 'admin']
  return given.map((value) => ({ value, label: roleNames[value] }))
}
