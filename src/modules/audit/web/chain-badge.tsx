import { StateDot } from '#ui/page/state-dot.tsx'
import { When } from '#ui/page/when.tsx'
import { useRead } from '#ui/query.ts'
import { useUrl } from '#ui/url.ts'
import { type AuditChain, readAuditChain } from '../contract.ts'

const faults = {
  changed: 'an event was changed after it was written',
  missing: 'an event is missing',
  cut_off: 'the newest events are missing',
  anchor: 'where it begins was not written by this installation',
}

/** Whether every event is as it was written, by the last look over all of them. */
export function ChainBadge() {
  const { data } = useRead(readAuditChain, {})
  return (
    <>Every change in this company. Nobody can edit or delete what is written here. {data && <Found chain={data} />}</>
  )
}

function Found({ chain: { checkedAt, events, through, fault, brokenEventId } }: { chain: AuditChain }) {
  const [, setUrl] = useUrl({ event: '' })
  if (!checkedAt) return <span className="quiet">It is checked every night; the first time is still to come.</span>
  if (fault) {
    return (
      <>
        <StateDot state="broken" label="Broken" colour="red" /> {faults[fault]}, as of <When at={checkedAt} />.{' '}
        {brokenEventId && fault === 'changed' && (
          <button type="button" onClick={() => setUrl({ event: brokenEventId }, { push: true })}>
            Open it
          </button>
        )}
      </>
    )
  }
  if (!through) return null
  return (
    <>
      <StateDot state="unbroken" label="Unbroken" colour="green" /> through <When at={through} />, {events} events.
    </>
  )
}
