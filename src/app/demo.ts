import type { Booted } from './boot.ts'

/** Fills an empty database with the demo companies, while the server already answers. */
export async function fillWithDemo(_booted: Booted, _say: (line: string) => void): Promise<void> {}
