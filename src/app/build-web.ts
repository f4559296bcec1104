import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './database.ts'

const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
const built = join(root, 'dist', 'web', 'index.html')

/** Builds the web when there is none, or when a source is newer. An image without Vite brings its build along. */
export async function buildWeb(say: (line: string) => void): Promise<void> {
  if (!existsSync(vite)) return
  if (existsSync(built) && statSync(built).mtimeMs >= (await newestSource())) return
  say('Building the web application …')
  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel=warn'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`vite build ended with code ${code}`))))
  })
}

/** Only what the browser can receive: a change on the server builds nothing. */
async function newestSource(): Promise<number> {
  const names = await readdir(join(root, 'src'), { recursive: true })
  const seen = names.filter(
    (name) =>
      /(\.tsx|\.css|\.html|contract\.ts)$|^(ui|kernel)\/|\/(web|domain)\//.test(name) && !name.includes('.test.'),
  )
  const paths = [
    ...seen.map((name) => join(root, 'src', name)),
    join(root, 'vite.config.ts'),
    join(root, 'package-lock.json'),
  ]
  return paths.reduce((newest, path) => Math.max(newest, statSync(path).mtimeMs), 0)
}
