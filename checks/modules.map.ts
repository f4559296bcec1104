/**
 * The architecture: each module with the modules whose doors it may open, lower ones first. A module may only name
 * modules that stand above it here, so the map cannot hold a cycle. `checks/boundaries.ts` makes the rules from it.
 */
export const modules = {
  identity: [],
  companies: ['identity'],
  audit: ['companies'],
  media: ['companies'],
  clients: ['companies'],
  ledger: ['companies'],
  catalog: ['companies', 'ledger'],
  projects: ['companies', 'clients', 'catalog'],
  time: ['companies', 'clients', 'catalog', 'projects'],
  documents: ['companies', 'media', 'clients', 'ledger', 'catalog', 'projects', 'time'],
  payments: ['companies', 'clients', 'ledger', 'documents'],
  reports: ['companies', 'clients', 'ledger', 'projects', 'documents', 'payments'],
  'public-site': ['companies', 'documents', 'payments'],
  home: [
    'identity',
    'companies',
    'audit',
    'media',
    'clients',
    'ledger',
    'catalog',
    'projects',
    'time',
    'documents',
    'payments',
    'reports',
  ],
  // Fills a company through the commands of all the others.
  demo: [
    'identity',
    'companies',
    'audit',
    'media',
    'clients',
    'ledger',
    'catalog',
    'projects',
    'time',
    'documents',
    'payments',
    'reports',
    'public-site',
    'home',
  ],
} as const satisfies ModuleMap

export type ModuleName = keyof typeof modules

/** Module → the modules it may open. */
export type ModuleMap = Readonly<Record<string, readonly string[]>>
