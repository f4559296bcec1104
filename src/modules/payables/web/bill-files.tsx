import { Attachments } from '#modules/media/web/index.tsx'
import { fileUrl } from '#ui/api.ts'
import { useCommand } from '#ui/command.ts'
import { useCan, useCompanyId } from '#ui/session.ts'
import { attachBillFile, type BillDetail, readBillFile, removeBillFile } from '../contract.ts'
import classes from './payables.module.css'

/** The bill as the vendor sent it, and what came with it. */
export function BillFiles({ bill }: { bill: BillDetail }) {
  const companyId = useCompanyId()
  const mayWrite = useCan('payables:write')
  const attach = useCommand(attachBillFile, { done: 'File attached', invalidates: ['/bills'] })
  const remove = useCommand(removeBillFile, { done: 'File removed', invalidates: ['/bills'] })
  const billId = bill.id
  return (
    <section className={classes.block}>
      <h2 className={classes.heading}>Files</h2>
      <Attachments
        what="bill"
        files={bill.attachments}
        href={(file) => fileUrl(readBillFile, { billId, mediaId: file.id }, companyId)}
        attach={mayWrite ? (mediaId) => attach.run({ billId, mediaId }) : undefined}
        remove={
          mayWrite && bill.state === 'draft' ? (file) => void remove.run({ billId, mediaId: file.id }) : undefined
        }
      />
    </section>
  )
}
