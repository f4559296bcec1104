import { hash, verify } from '@node-rs/argon2'

/** Argon2id, the package's default, with the first choice of OWASP's cheat sheet. The same work for every password. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost)
}

export function verifyPassword({ hash: kept, password }: { hash: string; password: string }): Promise<boolean> {
  return verify(kept, password.normalize('NFKC'))
}
