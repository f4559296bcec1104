import { spawn } from 'node:child_process'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'

/** For systems without fonts of their own; the packed one names folders of Amazon's machines. */
const fontsHere = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`

type Unpacked = { executablePath: string; env: Record<string, string> }

/**
 * Unpacks the Chromium of the npm package `@sparticuz/chromium` (Linux x64) below `node_modules/.cache`, else in the
 * temporary folder. Its own unpacker writes to fixed names in /tmp, where half a file of another run passes for a
 * browser; we unpack aside and rename. `withLibraries` adds the NSS libraries for systems that have none.
 */
export async function unpackChromium(options: { withLibraries?: boolean } = {}): Promise<Unpacked | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const packed = packageFolder()
  if (!packed) return undefined
  const { version } = JSON.parse(await readFile(join(packed, 'package.json'), 'utf8')) as { version: string }
  const cache = writableFolder([resolve(packed, '../../.cache/ez360'), join(tmpdir(), `ez360-${process.getuid?.()}`)])
  const folder = join(cache, `chromium-${version}`)
  if (!existsSync(folder)) await unpackInto(folder, join(packed, 'bin'))
  const fonts = hasFonts() ? {} : { FONTCONFIG_PATH: folder }
  const libraries = options.withLibraries ? { LD_LIBRARY_PATH: join(folder, 'lib') } : {}
  return { executablePath: join(folder, 'chromium'), env: { ...fonts, ...libraries } }
}

/** Installs Chromium on Debian and its relatives when we are root, saying so; its path, or nothing elsewhere. */
export async function installChromium(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined
  process.stderr.write('No Chromium starts here: installing Debian package chromium for the browser tests.\n')
  await run('apt-get', ['update', '-q'])
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'])
  return '/usr/bin/chromium'
}

async function unpackInto(folder: string, bin: string): Promise<void> {
  const aside = mkdtempSync(`${folder}-`)
  try {
    await decompress(join(bin, 'chromium.br'), createWriteStream(join(aside, 'chromium'), { mode: 0o755 }))
    for (const archive of ['swiftshader.tar.br', 'fonts.tar.br', 'al2023.tar.br']) {
      // Through a file: tar stops reading at the end mark, and a pipe would break on the padding after it.
      const tar = join(aside, 'packed.tar')
      await decompress(join(bin, archive), createWriteStream(tar))
      await run('tar', ['-xf', tar, '-C', aside])
      rmSync(tar)
    }
    writeFileSync(join(aside, 'fonts.conf'), fontsHere)
    if (!existsSync(folder)) renameSync(aside, folder)
  } catch (error) {
    // Another process may have been quicker; what it left under the name is whole.
    if (!existsSync(folder)) throw error
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

async function decompress(file: string, into: NodeJS.WritableStream): Promise<void> {
  await pipeline(createReadStream(file), createBrotliDecompress(), into)
}

function packageFolder(): string | undefined {
  try {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
    let folder = dirname(entry)
    while (!existsSync(join(folder, 'bin', 'chromium.br'))) {
      if (dirname(folder) === folder) return undefined
      folder = dirname(folder)
    }
    return folder
  } catch {
    return undefined
  }
}

function writableFolder(folders: string[]): string {
  for (const folder of folders) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 })
      rmSync(mkdtempSync(join(folder, 'try-')), { recursive: true })
      return folder
    } catch {
      // The next one, then.
    }
  }
  throw new Error(`no folder to unpack Chromium into: ${folders.join(', ')}`)
}

function hasFonts(): boolean {
  return ['/etc/fonts/fonts.conf', '/usr/local/etc/fonts/fonts.conf'].some((path) => existsSync(path))
}

async function run(command: string, args: string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await exitOf(spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env }), `${command} ${args.join(' ')}`)
}

function exitOf(child: ReturnType<typeof spawn>, what: string): Promise<void> {
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(`${what} ended with ${code}`))))
  })
}
