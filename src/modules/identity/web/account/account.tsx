import { Skeleton } from '@mantine/core'
import { Navigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { TextLink } from '#ui/link.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { useTitle } from '#ui/page/title.ts'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { homeOf, useMe } from '#ui/session.ts'
import * as contract from '../../contract.ts'
import classes from './account.module.css'
import { Activity } from './activity.tsx'
import { Email } from './email.tsx'
import { Passkeys } from './passkeys.tsx'
import { Password } from './password.tsx'
import { Profile } from './profile.tsx'
import { SecondFactor } from './second-factor.tsx'
import { Sessions } from './sessions.tsx'

const Toasts = lazy(() => import('#ui/shell/toasts.tsx'))

/** The person's own account, outside of every company. */
export function AccountScreen() {
  useTitle('Your account')
  const me = useMe()
  if (me === null) return <Navigate to="/sign-in" search={{ next: '/account' } as never} />
  return (
    <div className={classes.page}>
      <main className={classes.column}>
        <div className={classes.top}>
          <a href="/" className={classes.mark}>
            <img src="/mark.svg" alt="" width={28} height={28} />
            EZ360PM
          </a>
          {me && <TextLink to={homeOf(me)}>{me.companies.length > 0 ? 'Back to work' : 'Set up a company'}</TextLink>}
        </div>
        <h1 className={classes.title}>Your account</h1>
        <Parts />
      </main>
      <Suspense>
        <Toasts />
      </Suspense>
    </div>
  )
}

function Parts() {
  const { data: account, error, refetch } = useRead(contract.readAccount, {})
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!account) return <Skeleton h={480} />
  return (
    <>
      <Profile account={account} />
      <Email account={account} />
      <Password account={account} />
      <SecondFactor />
      <Passkeys />
      <Sessions />
      <Activity />
    </>
  )
}
