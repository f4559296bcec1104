import { Button } from '@mantine/core'
import { GoLink, TextLink } from '#ui/link.tsx'
import { Day } from '#ui/page/when.tsx'
import { useRead } from '#ui/query.ts'
import { readInvoiceCorrections } from '../contract.ts'
import classes from './credit-notes.module.css'

/** Above an invoice: what took its place, or what it takes the place of. Nothing when neither. */
export function InvoiceNotice({ invoiceId }: { invoiceId: string }) {
  const { data } = useRead(readInvoiceCorrections, { invoiceId })
  const { correction, corrects } = data ?? {}
  if (correction && correction.replacementState !== 'deleted' && correction.replacementState !== 'void') {
    const draft = correction.replacementState === 'draft'
    return (
      <div className={classes.notice} role="note">
        <p>
          This invoice was corrected on <Day date={correction.correctedOn} />. All of it is credited;{' '}
          {draft ? 'a draft takes its place.' : `invoice ${correction.replacementNumber} takes its place.`}
        </p>
        <Button
          component={GoLink}
          to={`/invoices/${correction.replacementId}${draft ? '/edit' : ''}`}
          variant="default"
          size="xs"
        >
          {draft ? 'Go on with the draft' : 'Open it'}
        </Button>
      </div>
    )
  }
  if (!corrects) return null
  return (
    <div className={classes.notice} role="note">
      <p>
        This takes the place of invoice <TextLink to={`/invoices/${corrects.invoiceId}`}>{corrects.number}</TextLink>,
        which is credited in full.
      </p>
    </div>
  )
}
