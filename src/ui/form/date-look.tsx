import type { DateInputProps } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'

export type DateFieldProps = Omit<DateInputProps, 'value' | 'onChange' | 'dateParser' | 'valueFormat'> & {
  /** `YYYY-MM-DD` */
  value: string | null | undefined
  onChange: (value: string | null) => void
}

/** What happened in the field before its calendar came. */
export type Ahead = { focused: boolean; text: string }

export const dateLook = {
  leftSection: <IconCalendar size={16} stroke={1.6} />,
  leftSectionPointerEvents: 'none',
} as const
