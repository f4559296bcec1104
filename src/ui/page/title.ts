import { useEffect } from 'react'

let prefix = ''
let title = ''

function write(): void {
  document.title = [prefix, title, 'EZ360PM'].filter(Boolean).join(prefix ? ' · ' : ' – ')
}

/** The title of the browser tab. */
export function useTitle(text: string | undefined): void {
  useEffect(() => {
    title = text ?? ''
    write()
  }, [text])
}

/** Before every title: the running timer. An empty string takes it away. */
export function setTitlePrefix(text: string): void {
  prefix = text
  write()
}
