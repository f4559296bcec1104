import { useCommand } from '#ui/command.ts'
import { SendBack } from '#ui/page/send-back.tsx'
import { rejectExpenses } from '../contract.ts'
import { counted, madeStale } from './words.ts'

type Props = { ids: readonly string[]; close: () => void; done?: () => void }

/** Sends expenses back to whoever entered them, and says why. */
export function RejectDialog({ ids, close, done }: Props) {
  const reject = useCommand(rejectExpenses, {
    invalidates: madeStale,
    done: ({ items }) => `${counted(items.length)} sent back`,
    onDone: () => {
      close()
      done?.()
    },
  })
  return (
    <SendBack
      what={ids.length === 1 ? 'this expense' : counted(ids.length)}
      pending={reject.pending}
      send={(reason) => void reject.run({ ids: [...ids], reason })}
      close={close}
    />
  )
}
