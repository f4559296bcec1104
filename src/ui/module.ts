/**
 * What a module shows the shell: its web door (`modules/x/web/index.tsx`) exports one `WebModule`.
 *
 * ```tsx
 * import { IconFileInvoice } from '@tabler/icons-react'
 * import { screen, type WebModule } from '#ui/module.ts'
 *
 * export const documents: WebModule = {
 *   routes: (company) => [
 *     screen(company, '/invoices', () => import('./list.tsx'), 'InvoiceList'),
 *     screen(company, '/invoices/$invoiceId', () => import('./invoice.tsx'), 'InvoiceScreen'),
 *   ],
 *   navigation: [
 *     { group: 'Sell', label: 'Invoices', to: '/invoices', icon: IconFileInvoice, keys: 'g i', needs: 'documents:read' },
 *   ],
 *   commands: [{ id: 'invoice-new', label: 'New invoice', to: '/invoices/new', needs: 'documents:write' }],
 *   search: async (asked) => (await import('./search.ts')).findInvoices(asked),
 * }
 * ```
 *
 * The door is in the first load: no contract, no Mantine, no screen is imported there, only named by `import()`.
 */
import type { Icon } from '@tabler/icons-react'
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { type ComponentType, createContext, useContext } from 'react'
import type { Permission } from '#kernel/permissions.ts'
import type { Feature } from '#kernel/plans.ts'

export type NavGroup = 'Home' | 'Work' | 'Sell' | 'Books' | 'Settings'

export type NavEntry = {
  group: NavGroup
  label: string
  /** Below the company: `/invoices`. */
  to: string
  icon: Icon
  needs?: Permission
  /** The part of a plan that it belongs to; left out where the plan lacks it. */
  feature?: Feature
  /** `g i` */
  keys?: string
  /** Lower comes first in its group; 50 when not said. */
  order?: number
}

export type PaletteCommand = {
  id: string
  label: string
  description?: string
  icon?: Icon
  needs?: Permission
  feature?: Feature
  /** A single key, or two in a row. */
  keys?: string
  /** Words that people type for it. */
  keywords?: string
  /** Below the company. */
  to?: string
  run?: (here: { companyId: string; go: (to: string) => void }) => void | Promise<void>
}

export type PaletteHit = { id: string; label: string; description?: string; to: string; group: string }

export type PaletteQuestion = {
  companyId: string
  text: string
  signal: AbortSignal
  may: (permission: Permission, feature?: Feature) => boolean
}

/** Client and project of the line with this number; a project brings its client along. */
export type LineConcerns = {
  line: number
  clientId: string | null
  projectId: string | null
  onChange: (concerns: { clientId: string | null; projectId: string | null }) => void
}

/** Places on screens that a module above fills in; `slot.tsx` shows them. */
export type Slots = {
  /** On an invoice that was sent: what came in for it, and what to do about the rest. */
  invoiceMoney?: ComponentType<{ invoiceId: string }>
  /** Above an invoice: what took its place, or what it takes the place of. */
  invoiceNotice?: ComponentType<{ invoiceId: string }>
  /** On an invoice that was sent: what credited it or wrote it off. */
  invoiceCorrections?: ComponentType<{ invoiceId: string }>
  /** The dialog in which a balance is written off; mount it to open it. */
  writeOff?: ComponentType<{ invoiceId: string; close: () => void }>
  /** On a client: its credit notes. */
  clientCreditNotes?: ComponentType<{ clientId: string }>
  /** The drawer in which a payment is recorded; mount it to open it. */
  recordPayment?: ComponentType<{ clientId?: string | undefined; invoiceId?: string | undefined; close: () => void }>
  /** On a client: credit, where it came from, and using it. */
  clientCredit?: ComponentType<{ clientId: string }>
  /** On a client: what came in. */
  clientPayments?: ComponentType<{ clientId: string }>
  /** On a client: what is worked on. */
  clientProjects?: ComponentType<{ clientId: string }>
  /** On a client: its invoices. */
  clientInvoices?: ComponentType<{ clientId: string }>
  /** On a project: its invoices. */
  projectInvoices?: ComponentType<{ projectId: string }>
  /** On a project: what was spent for it. */
  projectExpenses?: ComponentType<{ projectId: string }>
  /** On a line of an entry by hand: the client and the project that it concerns. */
  lineConcerns?: ComponentType<LineConcerns>
  /** On a client: what was spent for it. */
  clientExpenses?: ComponentType<{ clientId: string }>
  /** On a project: its time. */
  projectTime?: ComponentType<{ projectId: string }>
  /** On the dialog of sending an invoice: what it is about to leave behind. Among several, whose it is. */
  beforeSending?: ComponentType<{ invoiceId: string; clientName?: string }>
  /** On an invoice that was sent: reminders, late fees, what comes next. */
  invoiceFollowUp?: ComponentType<{ invoiceId: string }>
  /** On a client: its statement. */
  clientStatement?: ComponentType<{ clientId: string }>
  /** On a client: notes and follow-ups. */
  clientCollections?: ComponentType<{ clientId: string }>
  /** On any record: who did what, latest first. */
  activity?: ComponentType<{ subjectType: string; subjectId: string }>
}

export type WebModule = {
  /** Screens inside a company, below `/c/$companyId`. */
  routes?: (company: AnyRoute) => AnyRoute[]
  /** Screens outside a company: sign-in, `/companies/new`, `/ops`. */
  outside?: (root: AnyRoute) => AnyRoute[]
  navigation?: NavEntry[]
  commands?: PaletteCommand[]
  /** Finds records for the command palette. */
  search?: (question: PaletteQuestion) => Promise<PaletteHit[]>
  /** The timer's place: `navbar` at the top, `bar` is the big button of the phone's bottom bar. Wrap in `React.lazy`. */
  timer?: ComponentType<{ place: 'navbar' | 'bar' }>
  /** At the bottom of the sidebar: getting-started progress. */
  progress?: ComponentType
  /** Above the page: trial ends, read-only, support mode. */
  banner?: ComponentType
  /** Pieces for screens of modules below, which cannot open this one. Wrap each in `React.lazy`. */
  slots?: Slots
}

/** A route whose screen is a chunk of its own, loaded on intent. */
export function screen<T extends Record<string, unknown>>(
  parent: AnyRoute,
  path: string,
  load: () => Promise<T>,
  name: keyof T & string,
): AnyRoute {
  return createRoute({
    getParentRoute: () => parent,
    path,
    component: lazyRouteComponent(load as () => Promise<Record<string, ComponentType>>, name),
  } as never) as AnyRoute
}

export const ModulesContext = createContext<readonly WebModule[]>([])

export function useModules(): readonly WebModule[] {
  return useContext(ModulesContext)
}
