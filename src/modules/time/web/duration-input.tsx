import { TypedInput, type TypedInputProps } from '#ui/money/typed-input.tsx'
import { formatDuration, parseDuration } from '../domain/typed.ts'

/** Minutes, typed as `1:30`, `1.5` or `90m`. */
export function DurationInput(props: TypedInputProps<number>) {
  return (
    <TypedInput
      placeholder="0:00"
      inputMode="text"
      className="tnum"
      {...props}
      read={parseDuration}
      write={formatDuration}
    />
  )
}

/** Seconds of a running timer: `1:05:09`. */
export function clockText(seconds: number): string {
  return `${formatDuration(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`
}
