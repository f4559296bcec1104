import { useLocalStorage } from '@mantine/hooks'
import type { Column } from './columns.ts'

/** What this person wants to see of a list; kept in the browser. */
export function useListPreferences<Row>(name: string, columns: readonly Column<Row>[]) {
  const [dense, setDense] = useLocalStorage({ key: 'ez360.dense', defaultValue: false, getInitialValueInEffect: false })
  const [turned, setTurned] = useLocalStorage<Record<string, boolean>>({
    key: `ez360.columns.${name}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  })
  const shown = (column: Column<Row>) => !column.optional || (turned[column.key] ?? column.optional !== 'off')
  return {
    dense,
    setDense,
    visible: columns.filter(shown),
    shown,
    turn: (key: string, on: boolean) => setTurned((before) => ({ ...before, [key]: on })),
  }
}
