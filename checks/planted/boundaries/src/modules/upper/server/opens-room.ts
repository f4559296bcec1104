import '#modules/lower/server/store.ts'
