import { newId } from '#kernel/ids.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command, query } from '#platform/operation.ts'
import { OutgoingError } from '#platform/outgoing/outgoing.ts'
import { audit } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../../contract.ts'
import {
  countWebhooks,
  insertWebhook,
  loadWebhook,
  loadWebhookForUpdate,
  saveWebhook,
  toWebhook,
  webhooksOf,
} from '../webhook-store.ts'
import { newWebhookSecret, rotated } from './signature.ts'

const subjectType = 'webhook'

/** Without the plan for it, too: after a change to a smaller one they are seen and deleted, and told nothing. */
export const listWebhooks = query({
  name: 'integrations.listWebhooks',
  needs: 'integrations:manage',
  input: contract.listWebhooks.input,
  run: async (scope) => ({ items: (await webhooksOf(scope)).map(toWebhook) }),
})

export const readWebhook = query({
  name: 'integrations.readWebhook',
  needs: 'integrations:manage',
  input: contract.readWebhook.input,
  run: async (scope, { webhookId }) => toWebhook(await loadWebhook(scope, webhookId)),
})

export const createWebhook = command({
  name: 'integrations.createWebhook',
  needs: 'integrations:manage',
  feature: 'apiAccess',
  secretAnswer: true,
  input: contract.createWebhook.input,
  async run(scope, { id = newId(), ...fields }) {
    checkAddress(scope, fields.url)
    if ((await countWebhooks(scope)) >= contract.webhooksMax)
      throw new Refusal('webhooks_full', { max: contract.webhooksMax })
    const { secret, secretSealed } = newWebhookSecret(scope.outside.settings)
    const webhook = toWebhook(await insertWebhook(scope, { id, ...fields, secretSealed }))
    audit(scope, { subjectType, subjectId: id, after: webhook })
    return { webhook, secret }
  },
})

/** Switching it on again is a fresh start: nothing is held against it. */
export const updateWebhook = command({
  name: 'integrations.updateWebhook',
  needs: 'integrations:manage',
  feature: 'apiAccess',
  input: contract.updateWebhook.input,
  async run(scope, { webhookId, ...change }) {
    const row = await loadWebhookForUpdate(scope, webhookId)
    checkRevision(scope, toWebhook(row))
    if (change.url !== undefined) checkAddress(scope, change.url)
    const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const fresh = change.enabled === true ? { disabledReason: null, failingSince: null } : {}
    const after = toWebhook(await saveWebhook(scope, row, { ...said, ...fresh }))
    audit(scope, { subjectType, subjectId: webhookId, before: toWebhook(row), after })
    return after
  },
})

export const deleteWebhook = command({
  name: 'integrations.deleteWebhook',
  needs: 'integrations:manage',
  evenReadOnly: true,
  input: contract.deleteWebhook.input,
  async run(scope, { webhookId }) {
    const row = await loadWebhookForUpdate(scope, webhookId)
    checkRevision(scope, toWebhook(row))
    const before = toWebhook(row)
    audit(scope, { subjectType, subjectId: webhookId, before })
    await saveWebhook(scope, row, { enabled: false, deletedAt: scope.now })
    return { ...before, enabled: false, revision: before.revision + 1 }
  },
})

export const rotateWebhookSecret = command({
  name: 'integrations.rotateWebhookSecret',
  needs: 'integrations:manage',
  feature: 'apiAccess',
  secretAnswer: true,
  input: contract.rotateWebhookSecret.input,
  async run(scope, { webhookId }) {
    const row = await loadWebhookForUpdate(scope, webhookId)
    const { secret, ...sealed } = rotated(scope.outside.settings, row, scope.now)
    const webhook = toWebhook(await saveWebhook(scope, row, sealed))
    audit(scope, { subjectType, subjectId: webhookId, before: toWebhook(row), after: webhook })
    return { webhook, secret }
  },
})

/** What can be seen of an address without asking the network; the rest is looked at before every message. */
function checkAddress(scope: Scope, url: string): void {
  try {
    scope.outside.outgoing.check(url)
  } catch (error) {
    throw error instanceof OutgoingError ? refuseField('url', error.message) : error
  }
}
