import { IconLock } from '@tabler/icons-react'
import { dateIn, daysBetween, formatDate, systemClock } from '#kernel/calendar.ts'
import { GoLink } from '#ui/link.tsx'
import { useCan, useCompany } from '#ui/session.ts'
import classes from './plan.module.css'

const lastDays = 3

/** Above every page: that the company is read-only, or that its trial ends within days. Otherwise nothing. */
export default function Banner() {
  const { readOnly, trialEndsAt, timeZone, locale } = useCompany()
  const mayOpen = useCan('company:own')
  const said = readOnly ? 'This company is read-only. Everything can be read and exported, nothing is lost.' : ends()
  function ends(): string | undefined {
    if (!trialEndsAt) return undefined
    const day = dateIn(timeZone, trialEndsAt)
    const near = daysBetween(dateIn(timeZone, systemClock()), day) <= lastDays
    return near ? `The trial ends on ${formatDate(day, locale)}. Then the company is read-only.` : undefined
  }
  if (!said) return null
  return (
    <div className={classes.banner} role="status">
      <IconLock size={16} aria-hidden />
      <span>{said}</span>
      {mayOpen ? <GoLink to="/settings/plan">Open the plan</GoLink> : <span>Its owner can open the plan.</span>}
    </div>
  )
}
