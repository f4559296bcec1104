import { send } from './api.ts'
import { needsFactor } from './step-up.ts'

/** What every member may read, and cheap: asked only for whether the company opens. */
const cheap = '/settings'
const asked = new WeakSet<Element>()

/**
 * Files of a company are plain links, and a browser that follows one shows a refusal as a failed download or as raw
 * text. So before one is followed, wherever it stands, the second factor is asked for if the company wants it.
 */
export function askBeforeFiles(): void {
  document.addEventListener('click', beforeFollowing, { capture: true })
}

function beforeFollowing(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null
  if (!link || asked.has(link) || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const { origin, pathname } = new URL(link.href)
  const company = /^\/api\/v1\/companies\/[^/]+(?=\/)/.exec(pathname)?.[0]
  if (origin !== location.origin || !company) return
  event.preventDefault()
  void followOnceOpen(link.cloneNode() as HTMLAnchorElement, company)
}

/** Follows a copy: the menu in which the link stood has closed meanwhile. */
async function followOnceOpen(link: HTMLAnchorElement, company: string): Promise<void> {
  const answer = await send(company + cheap, { credentials: 'same-origin' }).catch(() => undefined)
  if (answer?.status === 403 && needsFactor(await answer.json().catch(() => null))) return
  asked.add(link)
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
}
