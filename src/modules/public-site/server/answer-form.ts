import { formatDate } from '#kernel/calendar.ts'
import type { Shared } from './document-page.ts'
import { type Html, html } from './html.ts'

const kinds = { invoice: 'invoice', estimate: 'estimate', proposal: 'proposal' } as const

/**
 * Accept or decline, in a form that needs no script; or what was answered. Invoices have none. Enter in a field presses
 * the first button of a form: that one does nothing, so that nobody accepts but by pressing Accept.
 */
export function answerForm(document: Shared, token: string, refusal?: string): Html | null {
  const { documentType, state, decidedByName, decidedAt, locale } = document
  if (documentType === 'invoice') return null
  const problem = refusal && html`<p class="problem" role="alert">${refusal}</p>`
  if (decidedByName !== null && decidedAt !== null) {
    const word = state === 'accepted' ? 'Accepted' : 'Declined'
    return html`<section id="answer" class="answer">${problem}<p><strong>${word}</strong> by ${decidedByName} on ${formatDate(decidedAt.slice(0, 10), locale)}.</p></section>`
  }
  if (state === 'expired') {
    return html`<section id="answer" class="answer"><p>The time to answer this ${kinds[documentType]} is over. Ask for a new one if you are still interested.</p></section>`
  }
  const act = `/d/${encodeURIComponent(token)}`
  return html`<section id="answer" class="answer">
<h2>Your answer</h2>
${problem}
<form method="post" action="${act}/accept">
<button disabled hidden></button>
<label for="name">Your name</label>
<input id="name" name="name" autocomplete="name" required maxlength="200">
<p class="hint">Your name, the time and your address on the internet are kept as evidence of the answer.</p>
<label for="reason">If you decline: why? (optional)</label>
<textarea id="reason" name="reason" rows="2" maxlength="2000"></textarea>
<div class="acts"><button class="button">Accept</button><button class="button quiet" formaction="${act}/decline">Decline</button></div>
</form>
</section>`
}
