import { Drawer, Loader, Stack, Table, Text } from '@mantine/core'
import { Facts } from '#ui/page/facts.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { When } from '#ui/page/when.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { type AuditEventInFull, readAuditEvent } from '../contract.ts'
import { RecordName } from './record-name.tsx'
import { fieldName, Value } from './value.tsx'
import { actionText, fieldChanges, sentenceCase, worded } from './words.ts'

/** One change: field by field what was there and what is there since. */
export function EventDrawer({ auditEventId, close }: { auditEventId: string; close: () => void }) {
  const { data: event, error, refetch } = useRead(readAuditEvent, { auditEventId })
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={520}
      title={event ? actionText(event.action, event.subjectType) : 'Change'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {error ? (
        <Problem problem={asProblem(error)} retry={() => void refetch()} />
      ) : event ? (
        <Told event={event} />
      ) : (
        <Loader type="dots" aria-label="Loading" />
      )}
    </Drawer>
  )
}

/** By its name, else by its id: whoever reads the log for an auditor needs one of them. */
const recordOf = (event: AuditEventInFull) =>
  event.subjectName ? <RecordName key="record" event={event} /> : event.subjectId

function Told({ event }: { event: AuditEventInFull }) {
  const changes = fieldChanges(event.before, event.after)
  return (
    <Stack gap="lg">
      <Facts
        facts={[
          ['Who', event.actorName],
          ['Support', event.supportOperator],
          ['When', <When key="when" at={event.occurredAt} />],
          ['Address', event.ipAddress],
          [sentenceCase(worded(event.subjectType ?? 'record')), recordOf(event)],
          ['Request', event.requestId],
        ]}
      />
      {changes.length === 0 ? (
        <Text size="sm" c="dimmed">
          No field was changed.
        </Text>
      ) : (
        <Table layout="fixed" verticalSpacing={6} fz={13}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Field</Table.Th>
              {event.before !== null && <Table.Th>Before</Table.Th>}
              <Table.Th>{event.before === null ? 'Value' : 'After'}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changes.map(({ field, before, after }) => (
              <Table.Tr key={field}>
                <Table.Td>{fieldName(field)}</Table.Td>
                {event.before !== null && (
                  <Table.Td className="quiet">
                    <Value field={field} value={before} />
                  </Table.Td>
                )}
                <Table.Td>
                  <Value field={field} value={after} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  )
}
