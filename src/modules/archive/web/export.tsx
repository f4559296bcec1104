import { Button, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { closeCompany } from '#modules/companies/contract.ts'
import { fileUrl } from '#ui/api.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { Page } from '#ui/page/page.tsx'
import { useCompany } from '#ui/session.ts'
import { exportCompany } from '../contract.ts'
import classes from './archive.module.css'

/** Everything of the company as one file, and the way out. */
export function ExportAndClose() {
  const company = useCompany()
  return (
    <Page title="Export and close" narrow>
      <div className={classes.parts}>
        <section className={classes.danger}>
          <h2>Export everything</h2>
          <p>
            One zip file with every record of {company.name} as JSON lines, the journal as plain text, receipts and
            other files, and a manifest with row counts and checksums. PDFs of documents are not in it. Each export
            stands in the audit log.
          </p>
          <div>
            <Button
              component="a"
              href={fileUrl(exportCompany, {}, company.id)}
              download
              leftSection={<IconDownload size={16} />}
            >
              Export {company.name}
            </Button>
          </div>
        </section>
        {!company.closed && <Close />}
      </div>
    </Page>
  )
}

function Close() {
  const { name } = useCompany()
  const form = useContractForm(closeCompany, {
    initial: { name: '' },
    done: `${name} is closed`,
    invalidates: ['/me'],
  })
  return (
    <section className={classes.danger} aria-labelledby="close-company">
      <h2 id="close-company">Close {name}</h2>
      <ul>
        <li>Members no longer see it; owners still read and export everything.</li>
        <li>Nothing changes any more: no invoices, no reminders, no payments, no new entries.</li>
        <li>Nothing is deleted. An owner can open it again at any time.</li>
      </ul>
      <p>Export everything first.</p>
      <form onSubmit={form.submit} noValidate className={classes.parts}>
        <TextInput label={`Type “${name}” to close it`} autoComplete="off" maw={360} {...form.field('name')} />
        <div>
          <Button type="submit" color="red" loading={form.pending} disabled={form.values.name.trim() !== name}>
            Close company
          </Button>
        </div>
      </form>
    </section>
  )
}
