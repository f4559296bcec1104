import { refuseField } from '#kernel/refusal.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command, query } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { findSettings, liveRules, replaceRules, saveSettings, toSettings } from './settings-store.ts'

export const readCollectionSettings = query({
  name: 'collections.readSettings',
  needs: 'documents:read',
  input: contract.readCollectionSettings.input,
  run: async (scope) => toSettings(await findSettings(scope), await liveRules(scope)),
})

/** What is switched on counts from today: nothing that fell due before is reminded of or charged by itself. */
export const updateCollectionSettings = command({
  name: 'collections.updateSettings',
  needs: 'company:settings',
  input: contract.updateCollectionSettings.input,
  async run(scope, { rules, lateFee, ...form }) {
    const offsets = rules.map((rule) => rule.offsetDays)
    if (new Set(offsets).size < offsets.length) throw refuseField('rules', 'Two reminders are on the same day.')
    const before = await findSettings(scope)
    const rulesBefore = await liveRules(scope)
    checkRevision(scope, toSettings(before, rulesBefore))
    const today = await companyToday(scope)
    const row = await saveSettings(scope, before, {
      ...form,
      lateFeeKind: lateFee.kind,
      lateFeePercent: lateFee.kind === 'percent' ? lateFee.percent : null,
      lateFeeCents: lateFee.kind === 'fixed' ? lateFee.cents : null,
      lateFeeSince: lateFee.kind === 'none' ? null : (before?.lateFeeSince ?? today),
      remindersSince: form.remindersOn ? (before?.remindersSince ?? today) : null,
    })
    await replaceRules(scope, rulesBefore, rules)
    const saved = toSettings(row, await liveRules(scope))
    const subject = { subjectType: 'collection_settings', subjectId: scope.companyId }
    audit(scope, { ...subject, before: toSettings(before, rulesBefore), after: saved })
    signal(scope, 'collections')
    return saved
  },
})
