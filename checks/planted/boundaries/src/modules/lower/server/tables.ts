export const things = []
