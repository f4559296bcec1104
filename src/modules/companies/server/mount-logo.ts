import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Doorkeeper, originOf } from '#platform/http/mount.ts'
import { execute, type House } from '#platform/runner.ts'
import { Company, logoBytesMax } from '../contract.ts'
import { setLogo } from './logo.ts'

/** `POST …/logo` with a picture as its body. Not a contract: those carry JSON. */
export function mountLogo(app: FastifyInstance, house: House, doorkeeper: Doorkeeper): void {
  app.register(async (pictures) => {
    pictures.addContentTypeParser(
      /^(image\/.+|application\/octet-stream)$/,
      { parseAs: 'buffer' },
      (_request, body, done) => done(null, body),
    )
    pictures.post(
      '/api/v1/companies/:companyId/logo',
      { bodyLimit: logoBytesMax },
      async (request: FastifyRequest, reply) => {
        const person = await doorkeeper.identify(request)
        const { companyId = '' } = request.params as { companyId?: string }
        if (!isId(companyId)) throw new Refusal('not_found')
        if (!Buffer.isBuffer(request.body)) throw new Refusal('file_type_not_allowed', { allowed: 'PNG, JPEG, WebP' })
        const where = { companyId, actor: doorkeeper.actor(person), origin: originOf(request) }
        const company = await execute(house, setLogo, where, { content: request.body })
        return reply.header('etag', `"${company.revision}"`).send(Company.parse(company))
      },
    )
  })
}
