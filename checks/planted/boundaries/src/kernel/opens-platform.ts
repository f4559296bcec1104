import '#platform/settings.ts'
