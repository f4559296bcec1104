import { IconCreditCard } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { screen, type WebModule } from '#ui/module.ts'
import { useCompany } from '#ui/session.ts'

const Banner = lazy(() => import('./banner.tsx'))

/** Nothing is loaded for it where nothing ends. */
function PlanBanner() {
  const { readOnly, trialEndsAt } = useCompany()
  return readOnly || trialEndsAt ? (
    <Suspense>
      <Banner />
    </Suspense>
  ) : null
}

/** What the company has subscribed to. */
export const subscriptions: WebModule = {
  routes: (company) => [screen(company, '/settings/plan', () => import('./plan.tsx'), 'PlanScreen')],
  banner: PlanBanner,
  navigation: [
    {
      group: 'Settings',
      label: 'Plan',
      to: '/settings/plan',
      icon: IconCreditCard,
      needs: 'company:own',
      order: 85,
    },
  ],
}
