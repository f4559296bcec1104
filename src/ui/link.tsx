import { Anchor, type AnchorProps } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react'
import { useCompanyId } from './session.ts'

/** `/invoices` inside a company becomes `/c/:companyId/invoices`; `/sign-in`, `/c/…` and `/companies/new` stay. */
function inCompany(to: string, companyId: string | undefined): string {
  if (!companyId || to.startsWith('/c/') || outside.test(to)) return to
  return `/c/${companyId}${to === '/' ? '' : to}`
}

const outside = /^\/(sign-in|sign-up|verify|forgot|reset|companies\/new|account|ops|invite|app)(\/|\?|$)/

function split(to: string) {
  const [path = '', search] = to.split('?', 2)
  return { to: path, search: search === undefined ? {} : Object.fromEntries(new URLSearchParams(search)) }
}

type GoLinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & {
  to: string
  /** Marked as active only at exactly this path. */
  exact?: boolean
  children?: ReactNode
  ref?: Ref<HTMLAnchorElement>
}

/** A bare link inside the application; loads its screen on intent. Use as `component={GoLink}` too. */
export function GoLink({ to, exact, ...rest }: GoLinkProps) {
  const companyId = useCompanyId()
  const where = split(inCompany(to, companyId))
  return (
    <Link
      {...(rest as object)}
      to={where.to}
      search={where.search as never}
      activeOptions={{ exact: exact ?? false, includeSearch: false }}
    />
  )
}

/** A link in text. */
export function TextLink({ to, ...rest }: GoLinkProps & AnchorProps) {
  return <Anchor component={GoLink} to={to} inherit {...(rest as object)} />
}

/** Goes to a path of the company: `go('/invoices?state=overdue')`. */
export function useGo(): (to: string, how?: { replace?: boolean }) => void {
  const navigate = useNavigate()
  const companyId = useCompanyId()
  return (to, how = {}) => {
    const where = split(inCompany(to, companyId))
    void navigate({ to: where.to, search: where.search as never, replace: how.replace ?? false })
  }
}
