import '#modules/lower/web/index.tsx'
import '#ui/shell.ts'
import '../contract.ts'
