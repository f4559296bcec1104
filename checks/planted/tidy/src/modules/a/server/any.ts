export const row = {} as any
