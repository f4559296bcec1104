import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { mediaKey } from '#platform/media/key.ts'
import { pixelSize } from '#platform/media/pixel-size.ts'
import { sniff } from '#platform/media/sniff.ts'
import { command, Download, query } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { findLogo, insertLogo, loadCompanyForUpdate, saveCompany, tombstoneLogo } from './store.ts'
import { toCompany } from './to-company.ts'

const allowed = ['png', 'jpeg', 'webp'] as const
/** Every PDF and public page decodes it. */
const pixelsMax = 4096

type Logo = { contentType: string; fileName: string; body: Buffer }

/** The picture itself, for PDFs and public pages; undefined when the company has none. */
async function loadLogo(scope: Scope): Promise<Logo | undefined> {
  const row = await findLogo(scope)
  if (!row) return undefined
  const { stream } = await scope.outside.media.open(row.storageKey)
  return { contentType: row.contentType, fileName: row.fileName, body: await buffer(stream) }
}

export const readLogo = query({
  name: 'companies.readLogo',
  needs: 'company:read',
  input: contract.readLogo.input,
  async run(scope) {
    const logo = await loadLogo(scope)
    if (!logo) throw new Refusal('not_found')
    return new Download(logo.fileName, logo.contentType, logo.body, true)
  },
})

/** Takes the bytes as they came (mount-logo.ts); what they are is decided by looking at them. */
export const setLogo = command({
  name: 'companies.setLogo',
  needs: 'company:settings',
  input: z.object({ content: z.instanceof(Buffer) }),
  async run(scope, { content }) {
    const company = await loadCompanyForUpdate(scope)
    const { kind, contentType } = await sniff(content, allowed)
    const pixels = pixelSize(content)
    if (!pixels || Math.max(pixels.width, pixels.height) > pixelsMax)
      throw new Refusal('picture_too_large', { pixels: pixelsMax })
    const id = newId()
    const key = mediaKey({ companyId: scope.companyId, purpose: 'logo', id })
    const stored = await scope.outside.media.put(key, content, { contentType, maxBytes: contract.logoBytesMax })
    await insertLogo(scope, {
      id,
      contentType,
      storageKey: key,
      fileName: `logo.${kind}`,
      sizeBytes: stored.size,
      sha256: stored.sha256,
    })
    return changeLogo(scope, company, id)
  },
})

export const removeLogo = command({
  name: 'companies.removeLogo',
  needs: 'company:settings',
  input: contract.removeLogo.input,
  run: async (scope) => changeLogo(scope, await loadCompanyForUpdate(scope), null),
})

/** The old file stays on the disk with its row as a tombstone: another process may be reading it. */
async function changeLogo(
  scope: Scope,
  company: Awaited<ReturnType<typeof loadCompanyForUpdate>>,
  logoMediaId: string | null,
) {
  const before = toCompany(company)
  if (company.logoMediaId === logoMediaId) return before
  const after = toCompany(await saveCompany(scope, company, { logoMediaId }))
  if (company.logoMediaId !== null) await tombstoneLogo(scope, company.logoMediaId)
  audit(scope, {
    subjectType: 'company',
    subjectId: scope.companyId,
    before: { logoUrl: before.logoUrl },
    after: { logoUrl: after.logoUrl },
  })
  signal(scope, 'company')
  return after
}
