import { config } from 'zod/v4/core'

// Before any schema is made: Zod would otherwise try `eval`, which the content security policy reports.
config({ jitless: true })
