import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTitle } from '#ui/page/title.ts'
import type { AuthProblem } from './auth.ts'
import classes from './frame.module.css'

type Props = {
  title: string
  lead?: ReactNode
  problem?: AuthProblem | undefined
  children?: ReactNode
  foot?: ReactNode
}

/** The page around every sign-in form: the form on one side, what it leads to on the other. */
export function Frame({ title, lead, problem, children, foot }: Props) {
  useTitle(title)
  return (
    <div className={classes.frame}>
      <main className={classes.side}>
        <a href="/" className={classes.mark}>
          <img src="/mark.svg" alt="" width={28} height={28} />
          EZ360PM
        </a>
        <div className={classes.form}>
          <h1 className={classes.title}>{title}</h1>
          <p className={classes.lead}>{lead}</p>
          {problem && (
            <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} mb="md" role="alert">
              {problem.message}
            </Alert>
          )}
          {children}
          {foot && (
            <Text size="sm" className={classes.foot}>
              {foot}
            </Text>
          )}
        </div>
      </main>
      <Desk />
    </div>
  )
}

/** An invoice on the desk: hours become money, and the books know why. */
function Desk() {
  return (
    <aside className={classes.desk} aria-hidden="true">
      <div>
        <div className={classes.sheet}>
          <div className={classes.sheetTop}>
            <div>
              <strong>Maple Studio</strong>
              <span className="quiet">Invoice 26/11/014</span>
            </div>
            <span className={classes.paid}>Paid</span>
          </div>
          <dl>
            <dt>Brand workshop, 6.5 h</dt>
            <dd>$780.00</dd>
            <dt>Site design, 18 h</dt>
            <dd>$2,160.00</dd>
            <dt>Sales tax 8.25%</dt>
            <dd>$242.55</dd>
            <dt>Total</dt>
            <dd>$3,182.55</dd>
          </dl>
        </div>
        <p className={classes.said}>Hours become invoices, invoices become money, and every cent is in the books.</p>
      </div>
    </aside>
  )
}
