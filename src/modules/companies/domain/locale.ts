/** Whether this machine can write dates and money in the locale (`en-US`). */
export function isLocale(name: string): boolean {
  try {
    return name.length <= 35 && Intl.NumberFormat.supportedLocalesOf(name).length > 0
  } catch {
    return false
  }
}
