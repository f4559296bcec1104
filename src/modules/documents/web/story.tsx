import { type RichSpan, readRichText } from '#kernel/rich-text.ts'
import type { QuoteSection } from '../contract.ts'
import classes from './documents.module.css'

/** What a proposal says before its lines. */
export function Story({ cover, sections }: { cover: string | null; sections: readonly QuoteSection[] }) {
  if (cover === null && sections.length === 0) return null
  return (
    <div className={classes.story}>
      <RichText text={cover ?? ''} />
      {sections.map(({ title, body }) => (
        <section key={title}>
          <h3>{title}</h3>
          <RichText text={body ?? ''} />
        </section>
      ))}
    </div>
  )
}

/** The house's small markup as elements. */
function RichText({ text }: { text: string }) {
  return readRichText(text).map((block, at) => {
    const key = `${block.kind} ${at}`
    if (block.kind === 'heading') {
      return (
        <h4 key={key}>
          <Spans spans={block.spans} />
        </h4>
      )
    }
    if (block.kind === 'list') {
      return (
        <ul key={key}>
          {block.items.map((item, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: items of a text never change places
            <li key={place}>
              <Spans spans={item} />
            </li>
          ))}
        </ul>
      )
    }
    return (
      <p key={key} className={classes.text}>
        <Spans spans={block.spans} />
      </p>
    )
  })
}

function Spans({ spans }: { spans: readonly RichSpan[] }) {
  return spans.map(({ text, bold }, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text never change places
    bold ? <strong key={at}>{text}</strong> : <span key={at}>{text}</span>,
  )
}
