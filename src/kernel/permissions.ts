/** A member's place in a company, least first. */
export const roles = ['staff', 'manager', 'admin', 'owner'] as const
export type Role = (typeof roles)[number]

/** Rights given to one member beside the role. */
export const flags = ['canApproveTime', 'canViewCompanyFinancials'] as const
export type Flag = (typeof flags)[number]

const everyone: readonly Role[] = roles
const managers: readonly Role[] = ['manager', 'admin', 'owner']
const admins: readonly Role[] = ['admin', 'owner']
const owners: readonly Role[] = ['owner']

type Grant = { roles: readonly Role[]; flag?: Flag; text: string }

/**
 * Every permission there is, who has it by role, and which flag gives it besides (spec/access.md). Routes and commands
 * name one of these, the web asks the same table what to show, the guide prints it.
 */
export const permissions = {
  'company:read': { roles: everyone, text: 'See the company and its settings that the screens need' },
  'company:settings': { roles: admins, text: 'Change company settings, branding, templates and numbering' },
  'members:read': { roles: everyone, text: 'See who works here' },
  'members:manage': { roles: admins, text: 'Invite and change members' },
  'company:own': { roles: owners, text: 'See the subscription, hand over the company, close it, export all of it' },
  'audit:read': { roles: admins, text: 'Read the audit log' },
  'deleted:restore': { roles: admins, text: 'See what was deleted and bring it back' },
  'time:own': { roles: everyone, text: 'Own timer and own time entries' },
  'time:approve': { roles: managers, flag: 'canApproveTime', text: 'Approve and reject the time of others' },
  'projects:assigned': { roles: everyone, text: 'See the projects one is assigned to (managers and above: all)' },
  'clients:read': { roles: managers, text: 'See all clients' },
  'clients:write': { roles: managers, text: 'Add and change clients' },
  'projects:write': { roles: managers, text: 'Add and change projects' },
  'catalog:read': { roles: managers, text: 'See the catalog with its prices' },
  'catalog:write': { roles: managers, text: 'Add and change catalog items' },
  'documents:read': { roles: managers, text: 'See estimates, proposals and invoices' },
  'documents:write': { roles: managers, text: 'Draft documents and bill time' },
  'documents:send': { roles: managers, text: 'Send documents' },
  'documents:void': { roles: admins, text: 'Void documents' },
  'payments:read': { roles: managers, text: 'See payments and client credit' },
  'payments:write': { roles: managers, text: 'Record payments and apply client credit' },
  'payments:refund': {
    roles: admins,
    text: 'Reverse and refund payments, post credit notes, adjust credit, write off',
  },
  'expenses:own': { roles: everyone, text: 'Own expenses and their receipts' },
  'expenses:approve': {
    roles: managers,
    flag: 'canApproveTime',
    text: 'Approve and reject the expenses of others',
  },
  'expenses:read': { roles: managers, text: 'See all expenses' },
  'expenses:reimburse': { roles: admins, text: 'Reimburse members and void expenses' },
  'payables:read': { roles: admins, flag: 'canViewCompanyFinancials', text: 'See vendors and bills' },
  'payables:write': { roles: admins, text: 'Enter, post, pay and void bills' },
  'financials:read': {
    roles: admins,
    flag: 'canViewCompanyFinancials',
    text: 'Financial figures, accounting and reports',
  },
  'books:write': { roles: admins, text: 'Manual entries, reversals and the chart of accounts' },
  'books:lock': { roles: owners, text: 'Lock the books' },
  'integrations:manage': { roles: admins, text: 'API keys and webhooks' },
  'media:write': { roles: everyone, text: 'Upload files' },
} as const satisfies Record<string, Grant>

export type Permission = keyof typeof permissions

/**
 * What a key of the API can be given. Left out, and so out of reach of every program: people, keys, settings and the lock
 * of the books. A new permission is out of reach until it is named here.
 */
export const keyScopes = [
  'company:read',
  'members:read',
  'audit:read',
  'media:write',
  'time:own',
  'time:approve',
  'projects:assigned',
  'projects:write',
  'clients:read',
  'clients:write',
  'catalog:read',
  'catalog:write',
  'documents:read',
  'documents:write',
  'documents:send',
  'documents:void',
  'payments:read',
  'payments:write',
  'payments:refund',
  'expenses:own',
  'expenses:read',
  'expenses:approve',
  'expenses:reimburse',
  'payables:read',
  'payables:write',
  'financials:read',
  'books:write',
] as const satisfies readonly Permission[]
export type KeyScope = (typeof keyScopes)[number]

/** `scopes` is what a key was given: its holder has at most these. */
export type Holder = { role: Role; scopes?: readonly Permission[] | undefined } & Partial<Record<Flag, boolean>>

/** Whether a member with this role and these flags, or a key of theirs, has the permission. */
export function isAllowed(holder: Holder, permission: Permission): boolean {
  const grant: Grant = permissions[permission]
  if (holder.scopes !== undefined && !holder.scopes.includes(permission)) return false
  return grant.roles.includes(holder.role) || (grant.flag !== undefined && holder[grant.flag] === true)
}

/** All that a member may do, for the web. */
export function permissionsOf(holder: Holder): Permission[] {
  return (Object.keys(permissions) as Permission[]).filter((permission) => isAllowed(holder, permission))
}
