// TODO later
export const a = 1
