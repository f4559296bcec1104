import { Button, Group, Popover, Stack } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { addDays } from '#kernel/calendar.ts'
import { asProblem, call } from '#ui/api.ts'
import { useCompanyId } from '#ui/session.ts'
import { toast } from '#ui/toast.tsx'
import { readTimesheet, type Timesheet } from '../contract.ts'
import type { RowSubject } from './sheet-rows.ts'
import { ProjectField, ServiceField } from './subject-fields.tsx'

type Props = { sheet: Timesheet; add: (subjects: readonly RowSubject[]) => void }

const nothing: RowSubject = {
  projectId: null,
  projectName: null,
  clientName: null,
  catalogItemId: null,
  serviceName: null,
}

/** Another project or service for the week, or all those of the week before. */
export function AddRow({ sheet, add }: Props) {
  const [open, setOpen] = useState(false)
  const [subject, setSubject] = useState(nothing)
  const change = (part: Partial<RowSubject>) => setSubject((before) => ({ ...before, ...part }))
  return (
    <Group gap={4}>
      <Popover opened={open} onChange={setOpen} position="bottom-start" width={320} trapFocus>
        <Popover.Target>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={() => setOpen(!open)}
          >
            Add row
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              add([subject])
              setSubject(nothing)
              setOpen(false)
            }}
          >
            <Stack gap="sm">
              <ProjectField
                value={subject.projectId}
                current={subject.projectName}
                autoFocus
                onChange={(projectId, project) =>
                  change({ projectId, projectName: project?.name ?? null, clientName: project?.clientName ?? null })
                }
              />
              <ServiceField projectId={subject.projectId} value={subject} onChange={change} />
              <Button type="submit">Add row</Button>
            </Stack>
          </form>
        </Popover.Dropdown>
      </Popover>
      <CopyRows sheet={sheet} add={add} />
    </Group>
  )
}

function CopyRows({ sheet, add }: Props) {
  const companyId = useCompanyId()
  const [pending, setPending] = useState(false)
  async function copy(): Promise<void> {
    setPending(true)
    try {
      const before = await call(readTimesheet, { week: addDays(sheet.days[0] ?? sheet.today, -7) }, { companyId })
      if (before.rows.length === 0) toast.done('The week before has no time in it')
      else add(before.rows)
    } catch (error) {
      toast.problem(asProblem(error))
    }
    setPending(false)
  }
  return (
    <Button variant="subtle" color="gray" size="compact-sm" loading={pending} onClick={() => void copy()}>
      Copy rows of last week
    </Button>
  )
}
