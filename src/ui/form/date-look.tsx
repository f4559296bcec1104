import type { DateInputProps } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'

export type DateFieldProps = Omit<DateInputProps, 'value' | 'onChange' | 'dateParser' | 'valueFormat'> & {
  /** `YYYY-MM-DD` */
  value: string | null | undefined
  onChange: (value: string | null) => void
}

export const dateLook = {
  leftSection: <IconCalendar size={16} stroke={1.6} />,
  leftSectionPointerEvents: 'none',
} as const
