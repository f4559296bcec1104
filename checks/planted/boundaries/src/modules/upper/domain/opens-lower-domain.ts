import '#modules/lower/domain/index.ts'
