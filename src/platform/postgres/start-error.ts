/** The built-in database cannot start; the message is a sentence for the person who started EZ360PM. */
export class PostgresStartError extends Error {
  override name = 'PostgresStartError'
}

const sentenceByCode: Record<string, (path: string) => string> = {
  ENOSPC: (path) => `The disk that holds ${path} is full. Free some space and start again.`,
  EDQUOT: (path) => `The disk quota for ${path} is used up. Free some space and start again.`,
  EROFS: (path) => `${path} is on a read-only disk. Set EZ360_DATA_DIR to a directory that can be written.`,
  EACCES: (path) => `No permission to write ${path}. Set EZ360_DATA_DIR to a directory that this user can write.`,
  EPERM: (path) => `Not allowed to set up ${path}. Set EZ360_DATA_DIR to a directory that this user can write.`,
  // Node answers a recursive mkdir on a read-only disk with this.
  ENOENT: (path) => `${path} cannot be made. Check that its disk is there and can be written, or set EZ360_DATA_DIR.`,
  ENOTDIR: (path) => `${path} cannot be a directory, because a part of this path is a file.`,
  EEXIST: (path) => `${path} cannot be a directory, because a file of this name is there.`,
}

/** The system's error code (`ENOENT`, …) of a failed call, or undefined. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** A failed file operation on `path` as a sentence; unknown failures keep their own text. */
export function fileProblem(path: string, error: unknown): PostgresStartError {
  if (error instanceof PostgresStartError) return error
  const sentence = sentenceByCode[errorCode(error) ?? '']
  const message = sentence?.(path) ?? `Could not prepare ${path}: ${error instanceof Error ? error.message : error}`
  return new PostgresStartError(message, { cause: error })
}

/** A failed PostgreSQL program as a sentence, with its last lines, because they name the cause. */
export function programProblem(what: string, dir: string, lines: string[]): PostgresStartError {
  const text = lines.join('\n')
  if (/no space left on device/i.test(text)) return fileProblem(dir, Object.assign(new Error(text), { code: 'ENOSPC' }))
  const tail = lines.length > 0 ? ` Its last lines:\n${lines.map((line) => `  ${line}`).join('\n')}` : ''
  return new PostgresStartError(`${what}${tail}`)
}
