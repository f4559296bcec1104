export const hours = parseFloat('1.5').toFixed(2)
