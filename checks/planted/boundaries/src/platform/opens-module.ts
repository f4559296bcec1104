import '#modules/lower/server/index.ts'
