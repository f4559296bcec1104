export * from './contract-bills.ts'
export * from './contract-payments.ts'
export * from './contract-recurring.ts'
export * from './contract-vendors.ts'
