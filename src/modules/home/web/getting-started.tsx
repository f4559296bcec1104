import { Skeleton } from '@mantine/core'
import { Empty } from '#ui/page/empty.tsx'
import { Page } from '#ui/page/page.tsx'
import { Card } from './card.tsx'
import { Checklist } from './checklist.tsx'
import { useSteps } from './steps.ts'

/** The first steps of a company on a page of their own. */
export function GettingStarted() {
  const { steps, done, next, waiting } = useSteps()
  const count = steps.length > 0 ? `${done} of ${steps.length}` : undefined
  return (
    <Page
      title="Getting started"
      {...(count === undefined ? {} : { count })}
      lead="From an empty desk to the first payment. The list looks at what is there, so there is nothing to tick off."
      narrow
    >
      {waiting && <Skeleton h={320} />}
      {!waiting && steps.length > 0 && (
        <Card title={next === undefined ? 'All done' : 'Your first steps'}>
          <Checklist steps={steps} next={next} />
        </Card>
      )}
      {!waiting && steps.length === 0 && (
        <Empty
          sentence="The list cannot be shown now. Nothing is lost, and everything else works as before."
          action={{ label: 'Go home', to: '/' }}
        />
      )}
    </Page>
  )
}
