import { Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { reopenCompany } from '#modules/companies/contract.ts'
import { useCommand } from '#ui/command.ts'
import { useCompany } from '#ui/session.ts'
import classes from './archive.module.css'

/** Above every screen of a closed company, which only its owners see. */
export function ClosedBanner() {
  const company = useCompany()
  const reopen = useCommand(reopenCompany, { done: `${company.name} is open again`, invalidates: ['/me', '/settings'] })
  if (!company.closed) return null
  return (
    <div className={classes.banner} role="status">
      <IconLock size={16} aria-hidden />
      <p>
        <strong>{company.name} is closed.</strong> You can read and export everything; nothing changes any more, and
        members do not see it.
      </p>
      <Button variant="default" size="compact-sm" loading={reopen.pending} onClick={() => void reopen.run({})}>
        Open again
      </Button>
    </div>
  )
}
