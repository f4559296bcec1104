export * from './contract-keys.ts'
