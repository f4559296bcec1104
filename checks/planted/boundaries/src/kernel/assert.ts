export const assert = true
