export type a = 1
