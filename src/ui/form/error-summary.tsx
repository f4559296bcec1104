import { useEffect, useRef } from 'react'
import { RequestId } from '../page/request-id.tsx'
import type { ContractForm } from './contract-form.ts'
import classes from './form.module.css'

type Props = {
  form: Pick<ContractForm, 'problem' | 'refusals' | 'errors' | 'getInputNode'>
  labels?: Record<string, string> | undefined
}

/** What is in the way, on top of the form; takes the focus, and leads to each field. */
export function ErrorSummary({ form, labels = {} }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const { problem, refusals, errors } = form
  const list = Object.entries(errors).filter(([, message]) => Boolean(message))
  useEffect(() => {
    if (refusals > 0) box.current?.focus()
  }, [refusals])
  if (refusals === 0 || (list.length === 0 && !problem)) return null
  const goTo = (path: string) => form.getInputNode(path as never)?.focus()
  return (
    <div ref={box} className={classes.summary} role="alert" tabIndex={-1}>
      <strong>{problem && list.length === 0 ? problem.detail : headline(list.length)}</strong>
      {list.length > 0 && (
        <ul>
          {list.map(([path, message]) => (
            <li key={path}>
              <button type="button" className={classes.link} onClick={() => goTo(path)}>
                {nameOf(path, labels)}: {message}
              </button>
            </li>
          ))}
        </ul>
      )}
      {problem && problem.status >= 500 && <RequestId id={problem.requestId} />}
    </div>
  )
}

function headline(count: number): string {
  return count === 1 ? 'One field needs another look' : `${count} fields need another look`
}

/** `lines.2.unitPriceCents` → `Line 3, unit price`. */
function nameOf(path: string, labels: Record<string, string>): string {
  const said = labels[path] ?? labels[path.replaceAll(/\.\d+\./g, '.*.')]
  if (said) return said
  const words = path.split('.').map((part) =>
    part
      .replace(/(Cents|Id)$/, '')
      .replaceAll(/([A-Z])/g, ' $1')
      .toLowerCase()
      .replace(/\bemail\b/, 'e-mail'),
  )
  const text = words
    .map((word, at) =>
      /^\d+$/.test(word)
        ? String(Number(word) + 1)
        : at > 0 && /^\d+$/.test(words[at - 1] ?? '')
          ? `, ${word}`
          : word.replace(/s$/, words[at + 1] ? '' : 's'),
    )
    .join(' ')
    .replaceAll(' ,', ',')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
