throw new Error('planted: vitest does not even start')
