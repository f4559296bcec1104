import { newId } from '#kernel/ids.ts'
import { checkInvariants } from '#modules/reports/server/index.ts'
import { command, query } from '#platform/operation.ts'
import { announce, signal } from '#platform/record.ts'
import { execute, type House } from '#platform/runner.ts'
import { openScope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { findLatestProof, insertProof } from './store.ts'

/** Announced when a person wants the books proved now. */
export const proofWanted = 'proof_wanted'

const system = { kind: 'system', name: 'Proof' } as const

export const readProof = query({
  name: 'closing.readProof',
  needs: 'financials:read',
  feature: 'accounting',
  input: contract.readProof.input,
  run: async (scope) => ({ latest: (await findLatestProof(scope)) ?? null }),
})

export const askProof = command({
  name: 'closing.askProof',
  needs: 'financials:read',
  feature: 'accounting',
  input: contract.askProof.input,
  async run(scope) {
    announce(scope, proofWanted, {})
    return { asked: true as const }
  },
})

const keepProof = command({
  name: 'closing.keepProof',
  needs: 'financials:read',
  input: contract.Proof.pick({ rules: true, broken: true }),
  async run(scope, { rules, broken }) {
    const proof = { id: newId(), provedAt: scope.now, rules, broken }
    await insertProof(scope, proof)
    signal(scope, 'proof')
    return proof
  },
})

/** Asks all invariants in one snapshot, then keeps what came of it. */
export async function prove(house: House, companyId: string): Promise<void> {
  const origin = { requestId: `proof-${newId()}` }
  const verdicts = await openScope({ ...house, origin, mode: 'read' }, companyId, system, checkInvariants)
  const broken = verdicts
    .filter(({ ok }) => !ok)
    .map(({ rule, name, says, findings }) => ({ rule, name, says, findings }))
  await execute(house, keepProof, { companyId, actor: system, origin }, { rules: verdicts.length, broken })
}
