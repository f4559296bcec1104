import '../server/store.ts'
