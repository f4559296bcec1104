import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useModules } from '../module.ts'
import { useCompanyId, useMay } from '../session.ts'
import { lackingFeature } from './navigation.ts'

const PlanNeeded = lazy(() => import('./plan-needed.tsx'))

/** The screen; for whoever comes by an address that the menu leaves out, which plan has it. */
export function InPlan() {
  const may = useMay()
  const company = `/c/${useCompanyId()}`
  const path = useLocation({ select: ({ pathname }) => pathname.slice(company.length) })
  const feature = lackingFeature(useModules(), path, may)
  return feature ? (
    <Suspense>
      <PlanNeeded feature={feature} />
    </Suspense>
  ) : (
    <Outlet />
  )
}
