import '@mantine/notifications/styles.layer.css'
import { Notifications } from '@mantine/notifications'

/** Where toasts appear; loaded after the screen. One that is shown before waits in the store. */
export default function Toasts() {
  return <Notifications position="bottom-right" limit={4} containerWidth={380} />
}
