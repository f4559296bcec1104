import '#kernel/assert.ts'
