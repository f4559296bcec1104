import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useFormat } from '#ui/format.ts'
import { PublicLink } from '#ui/page/public-link.tsx'
import { useRead } from '#ui/query.ts'
import { createStatementLink, listStatementSends, revokeStatementLinks } from '../contract.ts'

type Props = { clientId: string; from: string; to: string; close: () => void }

/** The public link to the statement of a period. */
export function StatementLink({ clientId, from, to, close }: Props) {
  const format = useFormat()
  const [link, setLink] = useState<{ url: string; expiresAt: string } | undefined>(undefined)
  const live = useRead(listStatementSends, { clientId }).data?.liveLinkCount ?? 0
  const make = useCommand(createStatementLink, { invalidates: ['/clients'], onDone: setLink })
  const revoke = useCommand(revokeStatementLinks, {
    invalidates: ['/clients'],
    done: 'Every public link to statements of this client is closed',
    onDone: close,
  })
  const period = `${format.date(from)} – ${format.date(to)}`
  return (
    <PublicLink
      sentence={`Whoever has the link sees this statement (${period}) and its PDF, without an account.`}
      openLinks={live}
      link={link}
      make={{ pending: make.pending, run: () => void make.run({ clientId, from, to }) }}
      revoke={{ pending: revoke.pending, run: () => void revoke.run({ clientId }) }}
      close={close}
    />
  )
}
