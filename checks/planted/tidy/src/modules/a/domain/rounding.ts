export const halfCents = Math.round(1001 / 2)
