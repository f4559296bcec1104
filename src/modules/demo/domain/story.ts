import type { Role } from '#kernel/permissions.ts'

export type DemoPerson = {
  key: string
  name: string
  email: string
  role: Role
  billingRateCents: number
  costRateCents: number
  /** How likely they log time on a workday. */
  logs: number
}

export type DemoClient = {
  key: string
  organizationName: string
  personName: string
  email: string
  street: string
  city: string
  region: string
  postalCode: string
  termsDays?: number
}

export type DemoItem = {
  key: string
  name: string
  itemType: 'service' | 'product'
  unit: 'hour' | 'day' | 'piece' | 'fixed'
  cents: number
  taxable?: boolean
  /** What people write beside such work. */
  notes?: readonly string[]
}

/** `from` and `to`: months before today. Still going on when `to` is 0. */
export type DemoProject = {
  key: string
  client: string
  name: string
  from: number
  to: number
  budgetHours?: number
} & ({ hourly: number | null } | { fee: number })

/** Billed every month by hand. */
export type DemoRetainer = { client: string; name: string; cents: number }
/** What comes every month: as a bill when it has a vendor, else booked by hand. */
export type DemoCost = { code: string; name: string; cents: number; vendor?: DemoVendor }
export type DemoVendor = { name: string; email: string; phone: string; street: string; termsDays: number }

/** Everything about one company of the demo that is told, not computed. */
export type Story = {
  key: 'maple' | 'oak'
  seed: number
  company: {
    name: string
    email: string
    phone: string
    website: string
    street: string
    city: string
    region: string
    postalCode: string
    timeZone: string
    salesTaxPercent: string
    accentColor: string
  }
  people: readonly DemoPerson[]
  /** Person keys: who approves time and voids, who bills, who books payments. */
  approver: string
  biller: string
  bookkeeper: string
  owner: string
  /** Whose timer runs when the demo is done. */
  timer: string
  clients: readonly DemoClient[]
  items: readonly DemoItem[]
  projects: readonly DemoProject[]
  retainers: readonly DemoRetainer[]
  costs: readonly DemoCost[]
  /** Somebody from whom things are bought now and then, and what they are. */
  supplier: DemoVendor & { things: readonly { name: string; cents: number }[] }
}
