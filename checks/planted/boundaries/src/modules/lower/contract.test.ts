import './contract.ts'
