import { PasswordInput, Text } from '@mantine/core'
import { useId } from 'react'
import classes from './frame.module.css'
import { strengthOf } from './strength.ts'

type Props = { value: string; known?: readonly string[]; label?: string } & Record<string, unknown>

/** A password that is being chosen, with a hint how well it holds. */
export function NewPassword({ value, known = [], label = 'Password', ...field }: Props) {
  const hintId = useId()
  const { level, word, hint } = strengthOf(value, known)
  return (
    <div>
      <PasswordInput
        label={label}
        value={value}
        autoComplete="new-password"
        required
        withAsterisk={false}
        aria-describedby={hintId}
        {...visibility}
        {...field}
      />
      <div className={classes.meter} aria-hidden="true">
        {[1, 2, 3, 4].map((step) => (
          <span key={step} data-on={step <= level ? level : undefined} />
        ))}
      </div>
      <Text id={hintId} size="xs" c="dimmed" aria-live="polite">
        {word && <b>{word}. </b>}
        {hint}
      </Text>
    </div>
  )
}

/** The eye can be reached with the keyboard and says what it does. */
export const visibility = {
  visibilityToggleButtonProps: { 'aria-label': 'Show or hide the password', tabIndex: 0 },
}
