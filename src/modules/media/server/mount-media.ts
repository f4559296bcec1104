import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isId, newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Doorkeeper, originOf } from '#platform/http/mount.ts'
import { mediaKey } from '#platform/media/key.ts'
import { sniffStream } from '#platform/media/sniff.ts'
import { execute, type House, perform } from '#platform/runner.ts'
import { MediaFile, mediaBytesMax } from '../contract.ts'
import { mayUpload, recordUpload } from './record-upload.ts'

const allowed = ['png', 'jpeg', 'webp', 'heic', 'pdf'] as const

/**
 * `POST …/media?fileName=` with a picture or PDF as its body, streamed to the storage and never whole in memory. Not a
 * contract: those carry JSON. The transaction opens when the last byte has come.
 */
export function mountMedia(app: FastifyInstance, house: House, doorkeeper: Doorkeeper): void {
  app.register(async (files) => {
    files.removeAllContentTypeParsers()
    files.addContentTypeParser(
      /^(image\/.+|application\/(octet-stream|pdf))$/,
      { bodyLimit: mediaBytesMax },
      (_request, stream, done) => done(null, stream),
    )
    files.post(
      '/api/v1/companies/:companyId/media',
      { bodyLimit: mediaBytesMax },
      async (request: FastifyRequest, reply) => {
        const person = await doorkeeper.identify(request)
        const { companyId = '' } = request.params as { companyId?: string }
        if (!isId(companyId)) throw new Refusal('not_found')
        const where = { companyId, actor: doorkeeper.actor(person), origin: originOf(request) }
        await perform(house, mayUpload, where, {})
        if (!(request.body instanceof Readable))
          throw new Refusal('file_type_not_allowed', { allowed: 'PNG, JPEG, WebP, HEIC, PDF' })
        const { fileName = 'file' } = request.query as { fileName?: string }
        const stored = await store(house, companyId, request.body)
        const file = await execute(house, recordUpload, where, { ...stored, fileName }).catch(async (error) => {
          await house.outside.media.remove(stored.storageKey)
          throw error
        })
        return reply.status(201).send(MediaFile.parse(file))
      },
    )
  })
}

async function store(house: House, companyId: string, body: Readable) {
  const { contentType, stream } = await sniffStream(body, allowed)
  const id = newId()
  const storageKey = mediaKey({ companyId, purpose: 'files', id })
  const { size, sha256 } = await house.outside.media.put(storageKey, stream, { contentType, maxBytes: mediaBytesMax })
  return { id, storageKey, contentType, sizeBytes: size, sha256 }
}
