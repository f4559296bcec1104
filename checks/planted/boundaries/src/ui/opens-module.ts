import type { a } from '#modules/lower/web/index.tsx'
