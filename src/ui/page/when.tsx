import { useFormat } from '../format.ts'

/** An instant: absolute with the relative one on hover, or the other way round. */
export function When({ at, relative }: { at: string; relative?: boolean }) {
  const format = useFormat()
  const [shown, other] = [format.instant(at), format.relative(at)]
  return (
    <time dateTime={at} title={relative ? shown : other}>
      {relative ? other : shown}
    </time>
  )
}

/** A date: short and absolute. */
export function Day({ date }: { date: string | null | undefined }) {
  const format = useFormat()
  if (!date) return null
  return (
    <time dateTime={date} style={{ whiteSpace: 'nowrap' }}>
      {format.date(date)}
    </time>
  )
}
