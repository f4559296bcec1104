export { type Cell, csvFile, plainMoney } from '#platform/http/csv-file.ts'
