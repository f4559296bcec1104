import { used } from '#kernel/words.ts'

used()
