import { Group, Skeleton, Stack } from '@mantine/core'

/** What a screen looks like before it is there. */
export function ScreenSkeleton() {
  return (
    <Stack gap="lg" p="lg" role="status" aria-label="Loading">
      <Group justify="space-between">
        <Skeleton h={24} w={180} />
        <Skeleton h={32} w={120} />
      </Group>
      <Stack gap={8}>
        {['92%', '97%', '88%', '95%', '90%', '96%', '86%'].map((width) => (
          <Skeleton key={width} h={32} w={width} />
        ))}
      </Stack>
    </Stack>
  )
}
