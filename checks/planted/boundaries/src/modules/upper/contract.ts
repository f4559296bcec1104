import '#modules/lower/contract.ts'
