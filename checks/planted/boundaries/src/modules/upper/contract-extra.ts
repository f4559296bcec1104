import './server/index.ts'
