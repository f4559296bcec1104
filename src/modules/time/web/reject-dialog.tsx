import { useCommand } from '#ui/command.ts'
import { SendBack } from '#ui/page/send-back.tsx'
import * as contract from '../contract.ts'
import { madeStale } from './bulk.tsx'

/** Sends time back to whoever made it, and says why. */
export function RejectDialog({ ids, close, done }: { ids: readonly string[]; close: () => void; done: () => void }) {
  const reject = useCommand(contract.rejectTime, {
    invalidates: madeStale,
    done: ({ items }) => (items.length === 1 ? 'Sent back' : `${items.length} entries sent back`),
    onDone: () => {
      close()
      done()
    },
  })
  return (
    <SendBack
      what={ids.length === 1 ? 'this entry' : `${ids.length} entries`}
      pending={reject.pending}
      send={(reason) => void reject.run({ ids: [...ids], reason })}
      close={close}
    />
  )
}
