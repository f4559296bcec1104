import { type Html, html } from './html.ts'

/** Where to ask, as far as the company says. */
export function contact({ email, phone }: { email: string | null; phone: string | null }): Html | null {
  if (email === null && phone === null) return null
  const mail = email !== null && html`<a href="mailto:${encodeURIComponent(email).replaceAll('%40', '@')}">${email}</a>`
  return html`<section><h2>Questions</h2><p>${mail}${email !== null && phone !== null && ' · '}${phone}</p></section>`
}
