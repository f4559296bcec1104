import { desc, eq } from 'drizzle-orm'
import type { Scope } from '#platform/scope.ts'
import type { Proof } from '../contract.ts'
import { companyProofs } from './tables.ts'

export async function findLatestProof(scope: Scope): Promise<Proof | undefined> {
  const [latest] = await scope.tx
    .select()
    .from(companyProofs)
    .where(eq(companyProofs.companyId, scope.companyId))
    .orderBy(desc(companyProofs.provedAt), desc(companyProofs.id))
    .limit(1)
  return latest
}

export async function insertProof(scope: Scope, proof: Proof): Promise<void> {
  await scope.tx.insert(companyProofs).values({ companyId: scope.companyId, ...proof })
}
