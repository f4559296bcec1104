import { useLocalStorage } from '@mantine/hooks'
import { useCompanyId } from '../session.ts'

export type SavedView = { name: string; url: Record<string, string> }

/** The views of one list in one company that this person gave a name; kept in the browser, by name. */
export function useSavedViews(list: string) {
  const companyId = useCompanyId()
  const [views, setViews] = useLocalStorage<SavedView[]>({
    key: `ez360.views.${companyId}.${list}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  })
  return {
    views,
    save: (view: SavedView) => setViews((before) => withView(before, view)),
    remove: (name: string) => setViews((before) => before.filter((one) => one.name !== name)),
  }
}

/** With this view among them, by name; one of the same name gives way. */
export function withView(views: readonly SavedView[], view: SavedView): SavedView[] {
  return [...views.filter((one) => one.name !== view.name), view].sort((a, b) => a.name.localeCompare(b.name))
}

/** Whether both ask for the same; what is blank is not said. */
export function sameView(one: SavedView['url'], other: SavedView['url']): boolean {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every(
    (key) => (one[key] ?? '') === (other[key] ?? ''),
  )
}
