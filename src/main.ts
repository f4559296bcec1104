import { runCommandLine } from './app/cli.ts'

// The only file that starts anything.
process.exitCode = await runCommandLine(process.argv.slice(2))
