import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useKeys } from '../keys.ts'
import { GoLink } from '../link.tsx'
import { Page, type PageProps } from '../page/page.tsx'
import type { ContractForm } from './contract-form.ts'
import { ErrorSummary } from './error-summary.tsx'
import classes from './form.module.css'

type Any = Pick<
  ContractForm,
  'submit' | 'pending' | 'problem' | 'refusals' | 'errors' | 'getInputNode' | 'restored' | 'discardDraft'
>

type FormBodyProps = {
  form: Any
  /** The verb of the act: "Save client". */
  verb: string
  /** Where Cancel leads, or what it does. */
  cancel?: string | (() => void) | undefined
  /** Names for the summary, where the path does not say it: `{ paymentTermDays: 'Payment terms' }`. */
  labels?: Record<string, string> | undefined
  /** At the right end of the footer: live totals, what will happen. */
  note?: ReactNode
  /** Other things to do beside the verb. */
  extra?: ReactNode
  children: ReactNode
}

type Props = FormBodyProps & Pick<PageProps, 'title' | 'crumbs' | 'lead' | 'rail' | 'menu' | 'state'>

/** A screen that is a form: one column, a summary of objections on top, a sticky footer with the verb. ⌘S saves. */
export function FormPage({ title, crumbs, lead, rail, menu, state, ...body }: Props) {
  return (
    <Page title={title} crumbs={crumbs} lead={lead} rail={rail} menu={menu} state={state}>
      <FormBody {...body} />
    </Page>
  )
}

/** The same form without the page, for a dialog or a tab. */
export function FormBody({ form, verb, cancel, labels, note, extra, children }: FormBodyProps) {
  useKeys([{ keys: 'mod+s', label: verb, run: () => form.submit() }])
  return (
    <form className={classes.form} onSubmit={form.submit} noValidate>
      <div className={classes.fields}>
        <ErrorSummary form={form} labels={labels} />
        {form.restored && (
          <div className={classes.draft} role="status">
            What you typed before is still here.
            <Button variant="subtle" size="compact-xs" onClick={form.discardDraft}>
              Start afresh
            </Button>
          </div>
        )}
        {children}
      </div>
      <div className={classes.footer}>
        <Button type="submit" loading={form.pending}>
          {verb}
        </Button>
        {extra}
        {typeof cancel === 'string' && (
          <Button component={GoLink} to={cancel} variant="subtle" color="gray">
            Cancel
          </Button>
        )}
        {typeof cancel === 'function' && (
          <Button variant="subtle" color="gray" onClick={cancel}>
            Cancel
          </Button>
        )}
        {note && <div className={classes.note}>{note}</div>}
      </div>
    </form>
  )
}

/** Fields that belong together, under a small heading. */
export function Section({ title, lead, children }: { title?: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section}>
      {title && <h2 className={classes.sectionTitle}>{title}</h2>}
      {lead && <p className={classes.sectionLead}>{lead}</p>}
      {children}
    </section>
  )
}

/** Short fields side by side. */
export function Row({ children }: { children: ReactNode }) {
  return <div className={classes.row}>{children}</div>
}
