/** Typed but not saved yet: kept in this tab, so that a reload or a wrong click loses nothing. */
const prefix = 'ez360.draft.'

export function readDraft<T extends object>(key: string | undefined): Partial<T> | undefined {
  if (!key) return undefined
  try {
    const text = sessionStorage.getItem(prefix + key)
    return text === null ? undefined : (JSON.parse(text) as Partial<T>)
  } catch {
    return undefined
  }
}

export function keepDraft(key: string | undefined, values: object): void {
  if (!key) return
  try {
    sessionStorage.setItem(prefix + key, JSON.stringify(values))
  } catch {
    // A full or forbidden store costs the draft, not the form.
  }
}

export function dropDraft(key: string | undefined): void {
  if (key) sessionStorage.removeItem(prefix + key)
}
