import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { sql } from 'drizzle-orm'
import { ZipFile } from 'yazl'
import { Refusal } from '#kernel/refusal.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { exportLedger } from '#modules/reports/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import type { ArchivePart } from '../contract.ts'
import { type TenantTable, tablesOfCompany } from './tables-of-company.ts'

const rowsAtOnce = 1000

type Part = {
  name: string
  content: () => AsyncIterable<string | Buffer>
  rows?: () => number
  missing?: () => boolean
}

/**
 * The archive of the scope's company, as the bytes of a zip. Nothing is read before somebody takes the first of them,
 * and all is read while the scope's snapshot is open.
 */
export async function* writeArchive(scope: Scope): AsyncGenerator<Buffer> {
  const zip = new ZipFile()
  const bytes = zip.outputStream as Readable
  zip.on('error', (error: Error) => bytes.destroy(error))
  const made: ArchivePart[] = []
  for (const part of await partsOf(scope)) add(zip, part, made)
  add(zip, { name: 'manifest.json', content: () => manifest(scope, made) }, [])
  zip.end()
  yield* bytes
}

async function partsOf(scope: Scope): Promise<Part[]> {
  const tables = (await tablesOfCompany(scope)).map((table): Part => {
    let rows = 0
    const content = () => linesOf(scope, table, (count) => (rows += count))
    return { name: `tables/${table.name}.jsonl`, content, rows: () => rows }
  })
  const files = await scope.sql<{ id: string; fileName: string; storageKey: string }>(
    'archive.files',
    `SELECT id, file_name AS "fileName", storage_key AS "storageKey" FROM media_objects
     WHERE company_id = $1 AND deleted_at IS NULL ORDER BY id`,
    [scope.companyId],
  )
  return [
    ...tables,
    { name: 'journal.ledger', content: () => exportLedger(scope) },
    ...files.map(({ id, fileName, storageKey }): Part => {
      const name = `files/${id}-${fileName.replace(/[^\w.-]+/g, '-').replace(/^[.-]+/, '')}`
      let gone = false
      return { name, content: () => fileOf(scope, storageKey, () => (gone = true)), missing: () => gone }
    }),
  ]
}

/** Each part is opened when its turn has come, so the one connection is asked one thing at a time. */
function add(zip: ZipFile, { name, content, rows, missing }: Part, made: ArchivePart[]): void {
  zip.addReadStreamLazy(name, (ready) => {
    const hash = createHash('sha256')
    let bytes = 0
    async function* counted() {
      for await (const piece of content()) {
        const buffer = typeof piece === 'string' ? Buffer.from(piece) : piece
        hash.update(buffer)
        bytes += buffer.length
        yield buffer
      }
      made.push({ name, rows: rows?.() ?? null, bytes, sha256: hash.digest('hex'), missing: missing?.() ?? false })
    }
    ready(null, Readable.from(counted(), { objectMode: false }))
  })
}

/** One line of JSON per row. The ids in the statement come from the catalog, the company from the scope. */
async function* linesOf(
  scope: Scope,
  { name, key, columns, order }: TenantTable & { order: string[] },
  count: (rows: number) => void,
): AsyncGenerator<string> {
  const ident = (text: string) => `"${text.replaceAll('"', '""')}"`
  const fields = columns.map((column) => `t.${ident(column)}`).join(', ')
  const sorted = order.map((column) => `t.${ident(column)}`).join(', ')
  const cursor = ident(`archive_${name}`)
  const select = `SELECT row_to_json(r)::text AS line FROM (SELECT ${fields} FROM ${ident(name)} t WHERE t.${ident(key)} = '${scope.companyId}' ORDER BY ${sorted}) r`
  await scope.tx.execute(sql.raw(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${select}`))
  for (;;) {
    const { rows } = await scope.tx.execute<{ line: string }>(sql.raw(`FETCH ${rowsAtOnce} FROM ${cursor}`))
    count(rows.length)
    if (rows.length > 0) yield `${rows.map(({ line }) => line).join('\n')}\n`
    if (rows.length < rowsAtOnce) break
  }
  await scope.tx.execute(sql.raw(`CLOSE ${cursor}`))
}

async function* fileOf(scope: Scope, storageKey: string, lost: () => void): AsyncGenerator<Buffer> {
  const file = await scope.outside.media.open(storageKey).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'not_found') return undefined
    throw error
  })
  if (file) yield* file.stream
  else lost()
}

async function* manifest(scope: Scope, parts: readonly ArchivePart[]): AsyncGenerator<string> {
  const { id, name } = await loadCompany(scope)
  yield `${JSON.stringify({ format: 'ez360pm-archive', version: 1, company: { id, name }, exportedAt: scope.now, parts }, null, 2)}\n`
}
