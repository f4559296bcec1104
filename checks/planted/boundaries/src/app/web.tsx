import '#modules/upper/server/index.ts'
