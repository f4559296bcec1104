import { and, asc, eq, isNull } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import { newId } from '#kernel/ids.ts'
import type { Scope } from '#platform/scope.ts'
import type * as contract from '../contract.ts'
import type { LateFee } from '../domain/late-fee.ts'
import { startingRules } from '../domain/texts.ts'
import { collectionSettings, reminderRules } from './tables.ts'

export type SettingsRow = typeof collectionSettings.$inferSelect
type RuleRow = typeof reminderRules.$inferSelect

export async function findSettings(scope: Scope): Promise<SettingsRow | undefined> {
  const [row] = await scope.tx
    .select()
    .from(collectionSettings)
    .where(eq(collectionSettings.companyId, scope.companyId))
  return row
}

/** The rules that count, earliest first. */
export async function liveRules(scope: Scope): Promise<RuleRow[]> {
  return scope.tx
    .select()
    .from(reminderRules)
    .where(and(eq(reminderRules.companyId, scope.companyId), isNull(reminderRules.retiredAt)))
    .orderBy(asc(reminderRules.offsetDays))
}

export function lateFeeOf(row: SettingsRow | undefined): LateFee {
  if (row?.lateFeeKind === 'percent') return { kind: 'percent', percent: present(row.lateFeePercent) }
  if (row?.lateFeeKind === 'fixed') return { kind: 'fixed', cents: present(row.lateFeeCents) }
  return { kind: 'none' }
}

/** The row and its rules as the contract shows them. */
export function toSettings(row: SettingsRow | undefined, rules: readonly RuleRow[]): contract.CollectionSettings {
  return {
    remindersOn: row?.remindersOn ?? false,
    rules:
      row && row.revision > 0
        ? rules.map(({ id, offsetDays, subject, message }) => ({ id, offsetDays, subject, message }))
        : startingRules.map((rule) => ({ ...rule })),
    statementsMonthly: row?.statementsMonthly ?? false,
    lateFee: lateFeeOf(row),
    lateFeeGraceDays: row?.lateFeeGraceDays ?? 7,
    lateFeeRepeat: row?.lateFeeRepeat ?? 'once',
    lateFeeSend: row?.lateFeeSend ?? false,
    revision: row?.revision ?? 0,
  }
}

/** A rule that changed is a new one: what was sent by the old one stays sent. Only its words may change in place. */
export async function replaceRules(scope: Scope, before: readonly RuleRow[], rules: readonly contract.ReminderRule[]) {
  const { companyId } = scope
  for (const old of before) {
    const same = rules.find((rule) => rule.offsetDays === old.offsetDays)
    const set = same ? { subject: same.subject, message: same.message } : { retiredAt: scope.now }
    await scope.tx
      .update(reminderRules)
      .set(set)
      .where(and(eq(reminderRules.companyId, companyId), eq(reminderRules.id, old.id)))
  }
  const fresh = rules.filter((rule) => !before.some((old) => old.offsetDays === rule.offsetDays))
  if (fresh.length === 0) return
  await scope.tx.insert(reminderRules).values(
    fresh.map(({ offsetDays, subject, message }, position) => ({
      ...{ companyId, id: newId(), offsetDays, subject, message, position },
      createdAt: scope.now,
    })),
  )
}

/** Saves the row, or makes it, as its next revision. */
export async function saveSettings(
  scope: Scope,
  before: SettingsRow | undefined,
  change: Omit<SettingsRow, 'companyId' | 'lookedOn' | 'revision' | 'createdAt' | 'updatedAt'>,
): Promise<SettingsRow> {
  const fields = { ...change, revision: (before?.revision ?? 0) + 1, updatedAt: scope.now }
  const [row] = await scope.tx
    .insert(collectionSettings)
    .values({ companyId: scope.companyId, ...fields, createdAt: scope.now })
    .onConflictDoUpdate({ target: collectionSettings.companyId, set: fields })
    .returning()
  return present(row)
}
