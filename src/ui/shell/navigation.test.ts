import { expect, test } from 'vitest'
import type { WebModule } from '../module.ts'
import { lackingFeature } from './navigation.ts'

const modules = [
  {
    navigation: [
      { label: 'Bills', to: '/bills', needs: 'payables:read', feature: 'payables' },
      { label: 'Clients', to: '/clients', needs: 'clients:read' },
    ],
    commands: [{ id: 'tax', label: 'Sales tax', to: '/reports/sales-tax', feature: 'accounting' }],
  },
] as unknown as WebModule[]

/** Who may, by what the role gives and what the plan has. */
const mayWith = (permissions: string[], features: string[]) => (permission?: string, feature?: string) =>
  (permission === undefined || permissions.includes(permission)) &&
  (feature === undefined || features.includes(feature))

test.each([
  ['/bills', ['payables:read'], [], 'payables'],
  ['/bills/0190a000', ['payables:read'], [], 'payables'],
  ['/bills-of-others', ['payables:read'], [], undefined],
  ['/bills', ['payables:read'], ['payables'], undefined],
  ['/bills', [], [], undefined],
  ['/reports/sales-tax', [], [], 'accounting'],
  ['/clients', ['clients:read'], [], undefined],
  ['', [], [], undefined],
])('at %s with %j and a plan of %j: %s', (path, permissions, features, lacking) => {
  expect(lackingFeature(modules, path, mayWith(permissions, features))).toBe(lacking)
})
