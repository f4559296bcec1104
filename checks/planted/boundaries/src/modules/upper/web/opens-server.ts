import '../server/index.ts'
