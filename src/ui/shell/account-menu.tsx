import { Avatar, Menu, SegmentedControl, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconKeyboard, IconLogout, IconServerCog, IconUserCircle } from '@tabler/icons-react'
import { GoLink } from '../link.tsx'
import { useMe } from '../session.ts'
import { signOut } from './sign-out.ts'

const schemes = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'Auto' },
]

/** The person: look, keys, account, sign out. */
export function AccountMenu({ openKeys }: { openKeys: () => void }) {
  const user = useMe()?.user
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu width={240}>
      <Menu.Target>
        <UnstyledButton aria-label={`Account of ${user?.name ?? 'you'}`} p={6} style={{ borderRadius: 20 }}>
          <Avatar size={28} color="gray" variant="light" radius="xl" fz={12} fw={600}>
            {initials(user?.name ?? '')}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--ez-ink)" truncate>
            {user?.name}
          </Text>
          <Text size="xs" truncate>
            {user?.email}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <SegmentedControl
          data={schemes}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}
          size="xs"
          fullWidth
          m={4}
          aria-label="Colours"
        />
        <Menu.Divider />
        <Menu.Item component={GoLink} to="/account" leftSection={<IconUserCircle size={16} />}>
          Your account
        </Menu.Item>
        {user?.operator && (
          <Menu.Item component={GoLink} to="/ops" leftSection={<IconServerCog size={16} />}>
            Operations
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={openKeys}>
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words.at(0), words.at(-1)] : [words[0]]
  return letters.map((word) => word?.slice(0, 1).toUpperCase() ?? '').join('')
}
