import { createHash } from 'node:crypto'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import yauzl from 'yauzl-promise'
import { newId } from '#kernel/ids.ts'
import { exportCompany } from '#modules/archive/contract.ts'
import { secretColumns } from '#modules/archive/server/index.ts'
import { createClient } from '#modules/clients/contract.ts'
import { closeCompany, reopenCompany } from '#modules/companies/contract.ts'
import { mediaKey } from '#platform/media/key.ts'
import { companies } from '#testing/cast.ts'
import { seedRecords } from '#testing/foreign-records.ts'
import { useHouse } from '#testing/house.ts'

const house = useHouse()
type Part = { name: string; rows: number | null; bytes: number; sha256: string; missing: boolean }
const key = mediaKey({ companyId: companies.maple.id, purpose: 'files', id: newId() })
const lost = mediaKey({ companyId: companies.maple.id, purpose: 'files', id: newId() })
const receipt = Buffer.from('%PDF-1.4 a receipt')

beforeAll(async () => {
  const own = await seedRecords(house, companies.maple.id, '9100')
  await seedRecords(house, companies.oak.id, '9000')
  await house.outside.media.put(key, receipt, { contentType: 'application/pdf', maxBytes: 1000 })
  const kept = "UPDATE media_objects SET storage_key = $2, file_name = '../../Café bill.pdf' WHERE id = $1"
  await house.sql('owner', kept, [own.media_objects, key])
  const gone = `INSERT INTO media_objects (company_id, id, purpose, storage_key, file_name, content_type, size_bytes, sha256)
    VALUES ($1, 'ffffffff-0000-7000-8000-000000000001', 'files', $2, 'lost.pdf', 'application/pdf', 1, '0')`
  await house.sql('owner', gone, [companies.maple.id, lost])
  for (let at = 0; at < 3; at += 1) {
    await house.as.ada.http.call(createClient, { organizationName: `Quote " and “é” ${at}` })
  }
})

async function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const file = join(await mkdtemp(join(tmpdir(), 'ez360-archive-')), 'archive.zip')
  await writeFile(file, bytes)
  const zip = await yauzl.open(file)
  const found = new Map<string, Buffer>()
  for await (const entry of zip) {
    const pieces: Buffer[] = []
    for await (const piece of await entry.openReadStream()) pieces.push(piece as Buffer)
    found.set(entry.filename, Buffer.concat(pieces))
  }
  await zip.close()
  return found
}

async function exported() {
  const answer = await house.as.ada.http.call(exportCompany)
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/zip'])
  const files = await unzip(answer.rawPayload)
  const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '{}') as { company: object; parts: Part[] }
  return { files, manifest }
}

test('every part is there with the rows and hashes that the manifest says, and nobody else’s row', {
  timeout: 120_000,
}, async () => {
  const { files, manifest } = await exported()
  expect(manifest.company).toEqual({ id: companies.maple.id, name: 'Maple Studio' })
  expect([...files.keys()].filter((name) => name !== 'manifest.json').sort()).toEqual(
    manifest.parts.map(({ name }) => name).sort(),
  )
  const tables = manifest.parts.filter(({ name }) => name.startsWith('tables/'))
  expect(tables.length).toBeGreaterThan(50)
  for (const { name, rows, bytes, sha256 } of manifest.parts) {
    const content = files.get(name) ?? Buffer.alloc(0)
    expect([name, content.length, createHash('sha256').update(content).digest('hex')]).toEqual([name, bytes, sha256])
    if (rows === null) continue
    const lines = content.toString().split('\n').slice(0, -1)
    expect([name, lines.length]).toEqual([name, rows])
    const table = name.slice('tables/'.length, -'.jsonl'.length)
    const [counted] = await house.sql<{ n: number }>('app', `SELECT count(*)::int AS n FROM ${table}`)
    expect([name, rows]).toEqual([name, counted?.n])
    for (const line of lines) {
      const row = JSON.parse(line) as { [column: string]: unknown }
      expect(row[table === 'companies' ? 'id' : 'company_id']).toBe(companies.maple.id)
      expect(Object.keys(row).filter((column) => secretColumns.test(column))).toEqual([])
    }
  }
  for (const content of files.values()) expect(content.includes(companies.oak.id)).toBe(false)
  expect(files.get('tables/invites.jsonl')?.toString()).toContain('foreign9100@example.com')
  expect(files.get('journal.ledger')?.toString()).toContain('Maple Studio')
  const [kept, absent] = [...files].filter(([name]) => name.startsWith('files/'))
  // A file that the storage has lost does not stop the rest, and the manifest says so.
  expect([absent?.[0].slice(-8), absent?.[1].length]).toEqual(['lost.pdf', 0])
  expect(manifest.parts.filter(({ missing }) => missing).map(({ name }) => name)).toEqual([absent?.[0]])
  expect(kept?.[0]).toMatch(/^files\/[0-9a-f-]{36}-Caf-bill\.pdf$/)
  expect(kept?.[1]).toEqual(receipt)
})

test('only owners export, also from a closed company, and each export is in the audit log', {
  timeout: 120_000,
}, async () => {
  for (const who of ['ben', 'mia', 'cy'] as const) {
    expect((await house.as[who].http.call(exportCompany)).statusCode).toBe(403)
  }
  const audited = async () =>
    (await house.sql('app', "SELECT 1 FROM audit_events WHERE action = 'archive.export'")).length
  const before = await audited()
  await house.as.ada.http.call(closeCompany, { name: 'Maple Studio' })
  expect((await house.as.ada.http.call(exportCompany)).statusCode).toBe(200)
  expect(await audited()).toBe(before + 1)
  await house.as.ada.http.call(reopenCompany)
})
