import { ClientPicker } from '#modules/clients/web/index.tsx'
import type { LineConcerns } from '#ui/module.ts'
import { ProjectPicker } from './project-picker.tsx'
import classes from './projects.module.css'

/** Client and project of a line. A project brings its client; another client leaves the project behind. */
export function LineConcernsFields({ line, clientId, projectId, onChange }: LineConcerns) {
  const say = (what: string) => `${what}, line ${line}`
  return (
    <div className={classes.concerns}>
      <ClientPicker
        label={null}
        aria-label={say('Client')}
        placeholder="Client"
        clearable
        clearButtonProps={{ 'aria-label': say('Clear the client') }}
        value={clientId}
        onChange={(id) => id !== clientId && onChange({ clientId: id, projectId: null })}
      />
      <ProjectPicker
        label={null}
        aria-label={say('Project')}
        placeholder="Project"
        clearable
        clearButtonProps={{ 'aria-label': say('Clear the project') }}
        state="all"
        clientId={clientId}
        value={projectId}
        onChange={(id, project) => onChange({ projectId: id, clientId: project?.clientId ?? clientId })}
      />
    </div>
  )
}
