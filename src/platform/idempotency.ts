import { createHash } from 'node:crypto'
import { canonicalJson } from '#kernel/json.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { ActorSource, Opening } from './scope.ts'

/** Another person's key is another key's body. */
export function whoOf(actor: ActorSource): string {
  if (typeof actor === 'function') return actor.who
  return actor.kind === 'member' ? actor.userId : actor.kind
}

export type Claim = { answered: true; answer: unknown } | { answered: false; key: string }

/** Takes the key, or waits for whoever has it and answers with their answer. */
export async function claim(scope: Opening, who: string, name: string, key: string, input: unknown): Promise<Claim> {
  const hash = createHash('sha256')
    .update(canonicalJson(input ?? {}))
    .digest('hex')
  const body = `${who}:${hash}`
  const taken = await scope.sql<{ key: string }>(
    'idempotency.claim',
    'INSERT INTO idempotency_keys (company_id, key, command, body_hash, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING key',
    [scope.companyId, key, name, body, scope.now],
  )
  if (taken.length > 0) return { answered: false, key }
  const [before] = await scope.sql<{ command: string; body_hash: string; answer: unknown }>(
    'idempotency.recall',
    'SELECT command, body_hash, answer FROM idempotency_keys WHERE company_id = $1 AND key = $2',
    [scope.companyId, key],
  )
  if (!before || before.command !== name || before.body_hash !== body) throw new Refusal('idempotency_key_reused')
  return { answered: true, answer: before.answer }
}
