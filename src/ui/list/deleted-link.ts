import { IconTrash } from '@tabler/icons-react'
import type { Action } from '../page/action.tsx'

/** In the menu of a list: what was deleted of it, for those who may bring it back. */
export const deletedLink = (kind: string): Action => ({
  label: 'Show deleted',
  icon: IconTrash,
  needs: 'deleted:restore',
  to: `/settings/deleted?kind=${kind}`,
})
