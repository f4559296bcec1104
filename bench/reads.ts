import type { BenchHouse } from './house.ts'
export async function benchReads(_house: BenchHouse, _options: { sizes: number[]; times: number }): Promise<void> {}
