/** Keys that were pressed before the field that they are meant for was there. */
export type TypedAhead = {
  /** All of it so far, and again with each key until `stop`. */
  follow(tell: (text: string) => void): void
  stop(): void
}

/** Catches what is typed while a dialog is on its way; once a field in a dialog has the focus, keys go there. */
export function catchTypedAhead(): TypedAhead {
  let text = ''
  let tell: (text: string) => void = () => {}
  const onKeyDown = (event: KeyboardEvent) => {
    const inField = document.activeElement?.matches('[role=dialog] input')
    if (inField || event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    text += event.key
    tell(text)
  }
  document.addEventListener('keydown', onKeyDown, true)
  return {
    follow(next) {
      tell = next
      if (text) next(text)
    },
    stop: () => document.removeEventListener('keydown', onKeyDown, true),
  }
}
