import { Alert, Button, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { NewPasswordField, PublicFrame, signInWith } from '#modules/identity/web/index.tsx'
import { call } from '#ui/api.ts'
import { GoLink, TextLink } from '#ui/link.tsx'
import { type ApiProblem, asProblem } from '#ui/problem.ts'
import { meQuery, useMe } from '#ui/session.ts'
import { signOut } from '#ui/shell/sign-out.ts'
import { acceptInvite, joinByInvite, type OpenInvite, readInvite } from '../../contract-invites.ts'
import { roleNames } from './words.ts'

/** Where the link of an invite leads: join with the account that is signed in, or make one for exactly that address. */
export function AcceptInvite() {
  const { token = '' } = useSearch({ strict: false }) as { token?: string }
  const me = useQuery(meQuery)
  const read = useQuery({
    queryKey: ['invite', token],
    queryFn: ({ signal }) => call(readInvite, { token }, { signal }),
    enabled: /^[\w-]{20,100}$/.test(token),
    retry: false,
  })
  if (!read.data || me.isPending) {
    const waiting = read.isFetching || (read.data !== undefined && me.isPending)
    return waiting ? <Waiting /> : <Over problem={read.error ? asProblem(read.error) : undefined} />
  }
  return (
    <Suspense fallback={<Waiting />}>
      <Offer token={token} invite={read.data} />
    </Suspense>
  )
}

function Waiting() {
  return (
    <Suspense>
      <PublicFrame title="Your invite" lead="One moment.">
        <Skeleton h={160} />
      </PublicFrame>
    </Suspense>
  )
}

function Over({ problem }: { problem: ApiProblem | undefined }) {
  const passing = problem !== undefined && problem.status !== 410
  return (
    <Suspense>
      <PublicFrame
        title={passing ? 'The invite could not be read' : 'This invite is over'}
        lead={
          passing
            ? problem.detail
            : 'It was used, taken back, replaced by a newer one, or is older than seven days. Ask whoever invited you for a new one.'
        }
      >
        <Button component={GoLink} to="/app" variant="default">
          Go to EZ360PM
        </Button>
      </PublicFrame>
    </Suspense>
  )
}

type OfferProps = { token: string; invite: OpenInvite }

function Offer({ token, invite }: OfferProps) {
  const me = useMe()
  const lead = (
    <>
      {invite.inviterName} invites you to work in <b>{invite.companyName}</b> as {roleNames[invite.role].toLowerCase()}.
    </>
  )
  return (
    <PublicFrame title={`Join ${invite.companyName}`} lead={lead}>
      {invite.message && (
        <Text
          component="blockquote"
          mx={0}
          mb="md"
          pl="sm"
          style={{ borderLeft: '2px solid var(--ez-line)', whiteSpace: 'pre-line' }}
        >
          {invite.message}
        </Text>
      )}
      {!me ? (
        <NewAccount token={token} invite={invite} />
      ) : me.user.email === invite.email ? (
        <Join token={token} name={me.user.name} />
      ) : (
        <Stack gap="md">
          <Alert color="yellow" role="alert">
            This invite is for {invite.email}, and you are signed in as {me.user.email}. Sign out and sign in with that
            address, or ask for an invite to yours.
          </Alert>
          <Button variant="default" onClick={() => void signOut()}>
            Sign out
          </Button>
        </Stack>
      )}
    </PublicFrame>
  )
}

/** Into the company, with what the person may see read anew. */
function useEnterCompany() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async (companyId: string) => {
    queries.clear()
    await queries.fetchQuery({ ...meQuery, staleTime: 0 })
    await navigate({ to: `/c/${companyId}`, replace: true })
  }
}

/** One act of a form: pending, and the sentence of what went wrong. */
function useAct() {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | undefined>(undefined)
  const act = async (work: () => Promise<void>) => {
    setPending(true)
    setProblem(undefined)
    await work().catch((error: unknown) => setProblem(asProblem(error)))
    setPending(false)
  }
  return { pending, problem, act }
}

function Said({ problem }: { problem: ApiProblem | undefined }) {
  if (!problem) return null
  return (
    <Alert color="red" role="alert">
      {problem.errors[0]?.message ?? problem.detail}
    </Alert>
  )
}

function Join({ token, name }: { token: string; name: string }) {
  const enter = useEnterCompany()
  const { pending, problem, act } = useAct()
  const join = () =>
    act(async () => {
      const { companyId } = await call(acceptInvite, { token })
      await enter(companyId)
    })
  return (
    <Stack gap="md">
      <Said problem={problem} />
      <Button loading={pending} onClick={() => void join()}>
        Join as {name}
      </Button>
    </Stack>
  )
}

function NewAccount({ token, invite: { email } }: OfferProps) {
  const enter = useEnterCompany()
  const { pending, problem, act } = useAct()
  const form = useForm({
    initialValues: { name: '', password: '' },
    validate: {
      name: (name) => (name.trim() === '' ? 'Enter your name.' : null),
      password: (password) => ([...password].length < 10 ? 'Use 10 characters or more.' : null),
    },
  })
  const join = form.onSubmit((values) =>
    act(async () => {
      const { companyId } = await call(joinByInvite, { token, ...values })
      await signInWith(email, values.password)
      await enter(companyId)
    }),
  )
  const next = encodeURIComponent(`/invite?token=${token}`)
  return (
    <form onSubmit={join} noValidate>
      <Stack gap="md">
        <Said problem={problem} />
        <TextInput
          label="E-mail"
          value={email}
          readOnly
          autoComplete="username"
          description="The invite is for this address."
        />
        <TextInput label="Your name" autoComplete="name" {...form.getInputProps('name')} />
        <NewPasswordField
          known={[form.values.name, email]}
          {...form.getInputProps('password')}
          value={form.values.password}
        />
        <Button type="submit" loading={pending} fullWidth>
          Create account and join
        </Button>
        <Text size="sm">
          Have an account with this address?{' '}
          <TextLink to={`/sign-in?email=${encodeURIComponent(email)}&next=${next}`}>Sign in</TextLink>
        </Text>
      </Stack>
    </form>
  )
}
