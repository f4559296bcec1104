import { type RichSpan, readRichText } from '#kernel/rich-text.ts'
import { type Html, html } from './html.ts'

/** The house's small markup as HTML; every letter of it is escaped. */
export function richText(text: string): Html {
  return html`${readRichText(text).map((block) => {
    if (block.kind === 'list') return html`<ul>${block.items.map((item) => html`<li>${spans(item)}</li>`)}</ul>`
    if (block.kind === 'heading') return html`<h4>${spans(block.spans)}</h4>`
    return html`<p class="text">${spans(block.spans)}</p>`
  })}`
}

function spans(all: readonly RichSpan[]): Html {
  return html`${all.map(({ text, bold }) => (bold ? html`<strong>${text}</strong>` : text))}`
}
