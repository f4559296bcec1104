import { ClientPicker } from '#modules/clients/web/index.tsx'
import { DateInput } from '#ui/form/date-input.tsx'
import { ChooseProject } from './choose.tsx'
import documents from './documents.module.css'
import classes from './editor.module.css'
import type { Draft } from './editor.tsx'
import { redated } from './editor-values.ts'
import type { Kind } from './kinds.ts'

type Props = { draft: Draft; from: string; kind: Kind; title: string }

/** The top of the paper: from whom, to whom, and when. */
export function EditorHead({ draft, from, kind, title }: Props) {
  const { values, change, problems } = draft
  return (
    <>
      <header className={documents.letterhead}>
        <strong className={classes.company}>{from}</strong>
        <div className={documents.docTitle}>
          <h2>{title}</h2>
        </div>
      </header>
      <div className={classes.head}>
        <ClientPicker
          create
          value={values.clientId}
          onChange={(clientId) => {
            if (clientId) change((now) => ({ ...now, clientId, projectId: null }))
          }}
          allowDeselect={false}
          error={problems.clientId}
        />
        <ChooseProject
          key={values.clientId}
          clientId={values.clientId}
          value={values.projectId}
          onChange={(projectId) => change((now) => ({ ...now, projectId }))}
          error={problems.projectId}
        />
        <DateInput
          label="Date"
          value={values.issuedOn}
          onChange={(issuedOn) => change((now) => redated(now, issuedOn))}
          error={problems.issuedOn}
        />
        {kind === 'invoice' ? (
          <DateInput
            label="Due"
            value={values.dueOn}
            onChange={(dueOn) => change((now) => ({ ...now, dueOn }))}
            error={problems.dueOn}
          />
        ) : (
          <DateInput
            label="Valid until"
            value={values.validUntil}
            onChange={(validUntil) => change((now) => ({ ...now, validUntil }))}
            error={problems.validUntil}
          />
        )}
      </div>
    </>
  )
}
