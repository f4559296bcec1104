import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import classes from './editor.module.css'
import type { Draft } from './editor.tsx'
import type { EditorValues } from './editor-values.ts'
import type { Kind } from './kinds.ts'

const hint = '## heading · - list · **bold**'

/** What stands before the lines: a header, and what a proposal says. */
export function EditorStory({ draft: { values, change, problems }, kind }: { draft: Draft; kind: Kind }) {
  const set = (sections: EditorValues['sections']) => change((now) => ({ ...now, sections }))
  const edit = (at: number, more: Partial<EditorValues['sections'][number]>) =>
    set(values.sections.map((one, place) => (place === at ? { ...one, ...more } : one)))
  return (
    <div className={classes.story}>
      <Textarea
        label="Header"
        placeholder="Before everything else"
        autosize
        minRows={1}
        maxLength={4000}
        value={values.header}
        onChange={({ currentTarget: { value: header } }) => change((now) => ({ ...now, header }))}
        error={problems.header}
      />
      {kind === 'proposal' && (
        <>
          <Textarea
            label="Cover"
            description={hint}
            autosize
            minRows={3}
            maxLength={20_000}
            value={values.cover}
            onChange={({ currentTarget: { value: cover } }) => change((now) => ({ ...now, cover }))}
            error={problems.cover}
          />
          {values.sections.map((section, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a section has no id, its values come from the draft
            <fieldset key={at} className={classes.section}>
              <legend className="hidden">Section {at + 1}</legend>
              <div className={classes.sectionHead}>
                <TextInput
                  aria-label={`Title, section ${at + 1}`}
                  placeholder="Title of the section"
                  value={section.title}
                  onChange={({ currentTarget: { value: title } }) => edit(at, { title })}
                  error={problems[`sections.${at}.title`]}
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={36}
                  aria-label={`Remove section ${at + 1}`}
                  onClick={() => set(values.sections.filter((_, place) => place !== at))}
                >
                  <IconX size={16} />
                </ActionIcon>
              </div>
              <Textarea
                aria-label={`Text, section ${at + 1}`}
                placeholder={hint}
                autosize
                minRows={3}
                maxLength={20_000}
                value={section.body}
                onChange={({ currentTarget: { value: body } }) => edit(at, { body })}
                error={problems[`sections.${at}.body`]}
              />
            </fieldset>
          ))}
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={() => set([...values.sections, { title: '', body: '' }])}
            style={{ justifySelf: 'start' }}
          >
            Add section
          </Button>
        </>
      )}
    </div>
  )
}
