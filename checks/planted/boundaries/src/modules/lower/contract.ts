import './domain/index.ts'
