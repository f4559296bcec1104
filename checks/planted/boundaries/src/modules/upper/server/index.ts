import '#modules/lower/server/index.ts'
import '#modules/lower/domain/index.ts'
