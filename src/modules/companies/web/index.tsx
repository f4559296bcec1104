import {
  IconBuilding,
  IconHash,
  IconPalette,
  IconShieldLock,
  IconTemplate,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react'
import { screen, type WebModule } from '#ui/module.ts'

export { templateLabel } from './template-label.ts'

/** Setting up a company, and its settings. */
export const companies: WebModule = {
  outside: (root) => [
    screen(root, '/companies/new', () => import('./onboarding.tsx'), 'NewCompany'),
    screen(root, '/invite', () => import('./people/invite.tsx'), 'AcceptInvite'),
  ],
  routes: (company) => [
    screen(company, '/settings/company', () => import('./company.tsx'), 'CompanySettings'),
    screen(company, '/settings/branding', () => import('./branding.tsx'), 'Branding'),
    screen(company, '/settings/numbering', () => import('./numbering.tsx'), 'Numbering'),
    screen(company, '/settings/templates', () => import('./templates.tsx'), 'Templates'),
    screen(company, '/settings/security', () => import('./security.tsx'), 'Security'),
    screen(company, '/settings/members', () => import('./people/members.tsx'), 'MemberList'),
  ],
  navigation: [
    {
      group: 'Settings',
      label: 'Company',
      to: '/settings/company',
      icon: IconBuilding,
      keys: 'g s',
      needs: 'company:settings',
      order: 10,
    },
    {
      group: 'Settings',
      label: 'Branding',
      to: '/settings/branding',
      icon: IconPalette,
      needs: 'company:settings',
      order: 20,
    },
    {
      group: 'Settings',
      label: 'Templates',
      to: '/settings/templates',
      icon: IconTemplate,
      needs: 'company:settings',
      order: 30,
    },
    {
      group: 'Settings',
      label: 'Numbering',
      to: '/settings/numbering',
      icon: IconHash,
      needs: 'company:settings',
      order: 40,
    },
    {
      group: 'Settings',
      label: 'Security',
      to: '/settings/security',
      icon: IconShieldLock,
      needs: 'company:settings',
      order: 55,
    },
    { group: 'Settings', label: 'Members', to: '/settings/members', icon: IconUsers, needs: 'members:read', order: 50 },
  ],
  commands: [
    {
      id: 'member-invite',
      label: 'Invite a member',
      icon: IconUserPlus,
      to: '/settings/members?invite=new',
      needs: 'members:manage',
      keywords: 'team people colleague employee staff seat add',
    },
  ],
}
