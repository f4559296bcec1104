import { Button, Stack, Text, Title } from '@mantine/core'
import { GoLink } from '../link.tsx'
import { useCompanyId, useMe } from '../session.ts'
import { useTitle } from './title.ts'

/** 404, inside and outside a company. */
export function NotFound() {
  useTitle('Nothing here')
  const companyId = useCompanyId()
  const inShell = useMe()?.companies.some((one) => one.id === companyId)
  return (
    <Stack align="flex-start" gap="sm" p="lg" maw={560} component={inShell ? 'div' : 'main'}>
      <Title order={1}>Nothing here</Title>
      <Text>This page does not exist, or you cannot see it. It may have been moved, or the link is not complete.</Text>
      <Button component={GoLink} to="/app" variant="default">
        Go to your start page
      </Button>
    </Stack>
  )
}
