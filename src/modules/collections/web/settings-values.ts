import type { ContractForm } from '#ui/form/contract-form.ts'
import type { CollectionSettings } from '../contract.ts'

type Rule = { id?: string | undefined; offsetDays: number | ''; subject: string; message: string }

export type SettingsValues = Pick<
  CollectionSettings,
  'remindersOn' | 'statementsMonthly' | 'lateFeeRepeat' | 'lateFeeSend'
> & {
  rules: Rule[]
  feeKind: CollectionSettings['lateFee']['kind']
  feePercent: string | null
  feeCents: number | null
  lateFeeGraceDays: number | ''
}

export type SettingsForm = ContractForm<SettingsValues>

export function valuesOf({ lateFee, revision: _revision, ...settings }: CollectionSettings): SettingsValues {
  return {
    ...settings,
    feeKind: lateFee.kind,
    feePercent: lateFee.kind === 'percent' ? lateFee.percent : null,
    feeCents: lateFee.kind === 'fixed' ? lateFee.cents : null,
  }
}

export function inputOf({ feeKind, feePercent, feeCents, ...values }: SettingsValues) {
  const lateFee =
    feeKind === 'percent'
      ? { kind: feeKind, percent: feePercent }
      : feeKind === 'fixed'
        ? { kind: feeKind, cents: feeCents }
        : { kind: feeKind }
  return { ...values, lateFee }
}
