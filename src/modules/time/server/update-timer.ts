import { command } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { changeTimer } from './pause-timer.ts'
import { nothing, resolveSubject } from './subject.ts'

export const updateTimer = command({
  name: 'time.updateTimer',
  needs: 'time:own',
  input: contract.updateTimer.input,
  run: (scope, change) =>
    changeTimer(scope, async (timer) => {
      const { projectId, catalogItemId, serviceName, notes } = await resolveSubject(
        scope,
        { ...nothing, ...timer },
        change,
      )
      return { ...timer, projectId, catalogItemId, serviceName, notes }
    }),
})
