import { useLive } from '#ui/events.ts'
import { DataList } from '#ui/list/row-list.tsx'
import { useRead } from '#ui/query.ts'
import { listCreditNotes } from '../contract.ts'
import { noteColumns } from './columns.tsx'
import classes from './credit-notes.module.css'

/** On a client: its credit notes. Nothing while there are none. */
export function ClientCreditNotes({ clientId }: { clientId: string }) {
  const { data } = useRead(listCreditNotes, { clientId, limit: 50 })
  useLive({ 'credit-notes': ['/credit-notes'] })
  if (!data || data.items.length === 0) return null
  return (
    <section className={classes.block} data-apart aria-label="Credit notes">
      <h2 className={classes.heading}>Credit notes</h2>
      <DataList
        label="Credit notes"
        columns={noteColumns('client')}
        rows={data.items}
        open={(note) => `/credit-notes/${note.id}`}
      />
    </section>
  )
}
