import { Html, html } from './html.ts'
import { styles } from './styles.ts'

/** A whole page in the house's clothes. The accent is the company's colour, or none. */
export function page(of: {
  title: string
  lang: string
  nonce: string
  accent?: string | null
  body: Html
  script?: string
}): string {
  const accent = /^#[0-9a-f]{6}$/i.test(of.accent ?? '') ? `:root{--accent:${of.accent}}` : ''
  return html`<!doctype html>
<html lang="${of.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${of.title}</title>
<style nonce="${of.nonce}">${new Html(styles + accent)}</style>
${of.script !== undefined && html`<script src="${of.script}" defer></script>`}
</head>
<body>
${of.body}
</body>
</html>
`.text
}

/** The same words for a link that never was and one that is over. */
export function missingPage(nonce: string): string {
  return page({
    title: 'This link does not open anything',
    lang: 'en',
    nonce,
    body: html`<main class="missing">
<h1>This link does not open anything</h1>
<p>It may have expired or been withdrawn, or a part of the address got lost on the way.</p>
<p>Ask whoever sent it to you for a new one. Nothing else is wrong, and nothing was changed.</p>
</main>`,
  })
}
