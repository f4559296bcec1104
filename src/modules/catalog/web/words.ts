import type { CatalogItem } from '../contract.ts'

export const unitWords: Record<CatalogItem['unit'], string> = {
  hour: 'per hour',
  day: 'per day',
  piece: 'per piece',
  fixed: 'fixed',
}

export const typeWords: Record<CatalogItem['itemType'], string> = { service: 'Service', product: 'Product' }

export const options = <Value extends string>(words: Record<Value, string>) =>
  (Object.entries(words) as [Value, string][]).map(([value, label]) => ({ value, label }))
