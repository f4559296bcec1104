import { TextLink } from '#ui/link.tsx'
import { Money } from '#ui/money/money.tsx'
import { Facts } from '#ui/page/facts.tsx'
import { Day } from '#ui/page/when.tsx'
import { useCan } from '#ui/session.ts'
import type { Project, ProjectOverview } from '../contract.ts'
import classes from './projects.module.css'

type Props = { project: Project; overview: ProjectOverview | undefined }

/** What is agreed, and who works on it. */
export function ProjectRail({ project, overview }: Props) {
  const mayClients = useCan('clients:read')
  const mayMoney = useCan('documents:read')
  const name = overview?.clientName ?? '…'
  return (
    <>
      <Facts
        heading="Project"
        facts={[
          [
            'Client',
            mayClients ? (
              <TextLink key="client" to={`/clients/${project.clientId}`}>
                {name}
              </TextLink>
            ) : (
              name
            ),
          ],
          [
            'Number',
            <span key="number" className="tnum">
              {project.number}
            </span>,
          ],
          ['Billing', <Billing key="billing" project={project} money={mayMoney} />],
          ['Received', project.receivedOn && <Day date={project.receivedOn} />],
          ['Due', project.dueOn && <Day date={project.dueOn} />],
        ]}
      />
      <section className={classes.rail}>
        <h2 className={classes.heading}>Team</h2>
        {overview?.members.length === 0 && (
          <p className="quiet">Nobody is assigned. Managers and above see it anyway.</p>
        )}
        <ul className={classes.team}>
          {overview?.members.map((member) => (
            <li key={member.id}>{member.name}</li>
          ))}
        </ul>
      </section>
    </>
  )
}

function Billing({ project, money }: { project: Project; money: boolean }) {
  if (project.billingType === 'flat') {
    return (
      <>
        Flat fee
        {money && (
          <>
            , <Money cents={project.flatFeeCents} />
          </>
        )}
      </>
    )
  }
  if (!money) return <>By the hour</>
  if (project.hourlyRateCents === null) return <>By the hour, at the rates of services and members</>
  return (
    <>
      <Money cents={project.hourlyRateCents} /> per hour
    </>
  )
}
