import type { ParseArgsConfig } from 'node:util'

export type CliArguments = {
  values: { [name: string]: string | boolean | (string | boolean)[] | undefined }
  positionals: string[]
  json: boolean
}

/** One `ez360` command as the help page has it. */
export type CliCommand = {
  name: string
  usage?: string
  says: string
  load(): Promise<CliWork>
}

/** What a command does. Answers with its exit code. */
export type CliWork = {
  options?: NonNullable<ParseArgsConfig['options']>
  run(args: CliArguments): Promise<number>
}

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

/** Prints for scripts with `--json`, for people otherwise. */
export function answer(json: boolean, value: unknown, forPeople: string): void {
  print(json ? JSON.stringify(value) : forPeople)
}
