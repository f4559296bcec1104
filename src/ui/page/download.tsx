import { Button, type ButtonProps } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'

/** A file of the server: CSV, PDF. `href` from `fileUrl`. */
export function Download({ href, label, ...look }: { href: string; label: string } & Omit<ButtonProps, 'children'>) {
  return (
    <Button component="a" href={href} download variant="default" leftSection={<IconDownload size={16} />} {...look}>
      {label}
    </Button>
  )
}
