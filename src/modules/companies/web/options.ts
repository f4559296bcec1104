const locales =
  'en-US en-GB en-CA en-AU en-NZ en-IE en-IN en-ZA de-DE de-AT de-CH fr-FR fr-CA fr-BE fr-CH es-ES es-MX es-AR it-IT pt-BR pt-PT nl-NL nl-BE da-DK sv-SE nb-NO fi-FI pl-PL cs-CZ hu-HU ro-RO el-GR tr-TR he-IL ar-AE ja-JP ko-KR zh-CN zh-TW'.split(
    ' ',
  )
const languages = new Intl.DisplayNames('en', { type: 'language' })

export const localeOptions = locales.map((value) => ({ value, label: languages.of(value) ?? value }))

const months = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' })
export const monthOptions = Array.from({ length: 12 }, (_, at) => ({
  value: String(at + 1),
  label: months.format(Date.UTC(2026, at, 1)),
}))

/** 1 is Monday, as the calendar counts. */
export const weekdayOptions = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map(
  (label, at) => ({ value: String(at + 1), label }),
)

export const roundingOptions = [
  { value: '0', label: 'not at all' },
  { value: '6', label: 'to 6 minutes' },
  { value: '15', label: 'to 15 minutes' },
  { value: '30', label: 'to 30 minutes' },
]
