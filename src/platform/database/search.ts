import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../scope.ts'

/** A table whose words stand in `search_words`: its migration called `searchable`. */
type Subject = 'clients' | 'catalog_items' | 'projects' | 'documents' | 'payments' | (string & {})

const lettersMax = 64
/** Fewer hits than this are looked up one by one; more, and a page of the list is full before it has been walked far. */
const hitsMax = 2000
const signs = ' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'

/** What was found for some words, as conditions of a list. */
export type Found = {
  /**
   * Whether a row, or what it points at, has the words. `id` is the column that holds the subject's id, `text` its
   * `search_text`, which is read only when so many have them that walking the list is quicker.
   */
  among(subject: Subject, id: AnyColumn, text: AnyColumn | SQL): SQL
}

/**
 * Looks for texts with a word that begins with `q`, whatever the case; `q` may go on over several words. One statement
 * for all subjects, by an index range, and no more than 2000 hits of each are read. Their ids stay PostgreSQL's text of an
 * array, which goes back to it as it came.
 *
 *   const found = await findWords(scope, input.q, 'documents', 'clients')
 *   or(found.among('documents', documents.id, documents.searchText), found.among('clients', documents.clientId, …))
 */
export async function findWords(scope: Scope, q: string, ...subjects: Subject[]): Promise<Found> {
  const words = wordsOf(q)
  if (words === '') return { among: () => sql`false` }
  const rows = await scope.sql<{ subject: string; ids: string | null }>(
    'search.words',
    `SELECT s.subject, CASE WHEN f.hits <= ${hitsMax} THEN f.ids::text END AS ids
     FROM unnest($2::text[]) AS s (subject), LATERAL (
       SELECT count(*) AS hits, coalesce(array_agg(DISTINCT h.subject_id), '{}') AS ids FROM (
         SELECT w.subject_id FROM search_words w
         WHERE w.company_id = $1 AND w.subject = s.subject AND w.word >= lower($3) AND w.word < lower($3) || U&'\\+10FFFF'
         LIMIT ${hitsMax + 1}) h) f`,
    [scope.companyId, subjects, words],
  )
  const hits = new Map(rows.map(({ subject, ids }) => [subject, ids]))
  return {
    among(subject, id, text) {
      const ids = hits.get(subject) ?? null
      return ids === null ? sql`${text} ~ lower(${beginning(words)})` : sql`${id} = ANY (${sql.param(ids)}::uuid[])`
    },
  }
}

/** As the database cuts words: blanks count once, signs before the first letter do not. */
function wordsOf(q: string): string {
  let words = q.replace(/\s+/g, ' ').trim()
  while (words !== '' && signs.includes(words.charAt(0))) words = words.slice(1)
  return [...words].slice(0, lettersMax).join('')
}

/** The same as a regular expression, for rows that are read anyway. */
function beginning(words: string): string {
  const literal = words.replace(/[^\p{L}\p{N} ]/gu, '\\$&').replaceAll(' ', '\\s+')
  return words.charAt(0) >= '\u2e80' ? literal : `(^|[][ !"#$%&'()*+,./:;<=>?@\\\\^_\`{|}~-])${literal}`
}
