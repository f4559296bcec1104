type Default = { name: string; account: 'expenses' | 'processing_fees' }

/** The categories that a company starts with, by the key that provisioning knows them by, and where each is posted. */
export const defaultCategories: Record<string, Default> = {
  advertising: { name: 'Advertising', account: 'expenses' },
  bank_fees: { name: 'Bank and card fees', account: 'processing_fees' },
  contractors: { name: 'Contractors', account: 'expenses' },
  equipment: { name: 'Equipment', account: 'expenses' },
  insurance: { name: 'Insurance', account: 'expenses' },
  meals: { name: 'Meals', account: 'expenses' },
  office: { name: 'Office supplies', account: 'expenses' },
  other: { name: 'Other', account: 'expenses' },
  phone: { name: 'Phone and internet', account: 'expenses' },
  postage: { name: 'Postage', account: 'expenses' },
  rent: { name: 'Rent', account: 'expenses' },
  software: { name: 'Software', account: 'expenses' },
  training: { name: 'Training', account: 'expenses' },
  travel: { name: 'Travel', account: 'expenses' },
  vehicle: { name: 'Vehicle', account: 'expenses' },
}
