import { useFormat } from '#ui/format.ts'
import { TextLink } from '#ui/link.tsx'
import { useMay } from '#ui/session.ts'
import type { AuditEvent } from '../contract.ts'
import { places } from './places.ts'

/** The record that an event is about, by its number or name; leads to it where it still is and the reader may open it. */
export function RecordName({ event, plain = false }: { event: AuditEvent; plain?: boolean }) {
  const may = useMay()
  const format = useFormat()
  const { subjectType, subjectId, subjectName, subjectGone } = event
  if (!subjectName) return null
  const name = subjectName.replace(/\d{4}-\d\d-\d\d/g, (day) => format.date(day))
  if (subjectGone) return <span className="quiet">{name} (deleted)</span>
  const place = places[subjectType ?? '']
  if (plain || !place || !may(place.needs, place.feature)) return <>{name}</>
  return <TextLink to={`${place.path}/${subjectId}`}>{name}</TextLink>
}
