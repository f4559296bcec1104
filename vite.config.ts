import { globSync, readFileSync } from 'node:fs'
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { refusals } from './src/kernel/refusals.ts'
import { spokenIn } from './src/ui/build/spoken.ts'
import { withoutColours, withoutUnused } from './src/ui/build/unused-css.ts'

type Graph = {
  getModuleInfo(id: string): { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[] } | null
}

const finished = join(import.meta.dirname, 'dist/web')
/** Built aside: two builds at once, or a server that serves the last one, never see half of it. */
const outDir = `${finished}-${process.pid}`
const compressible = /\.(js|css|svg|json|webmanifest|txt|map)$/

/** Writes `.br` and `.gz` beside every asset worth it, so that no request ever waits for a compressor. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle() {
      const names = (await readdir(outDir, { recursive: true })).filter((name) => compressible.test(name))
      for (const name of names) {
        const path = join(outDir, name)
        if ((await stat(path)).size < 256) continue
        const plain = await readFile(path)
        const quality = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length }
        await writeFile(`${path}.br`, await promisify(brotliCompress)(plain, { params: quality }))
        await writeFile(`${path}.gz`, await promisify(gzip)(plain, { level: 9 }))
      }
    },
  }
}

/** Puts the finished build in the place of the last one. */
function takeThePlace(): Plugin {
  return {
    name: 'take-the-place',
    apply: 'build',
    async closeBundle(error) {
      const gone = `${outDir}-gone`
      for (let tries = 0; !error && tries < 20; tries += 1) {
        await rename(finished, gone).catch(() => {})
        const mine = await rename(outDir, finished).then(
          () => true,
          () => false,
        )
        await rm(gone, { recursive: true, force: true })
        if (mine) return
      }
      await rm(outDir, { recursive: true, force: true })
      if (!error) this.error(`another build took ${finished} again and again`)
    },
  }
}

/** What the screens before sign-in use of packages: they import barrels, so the graph alone would say "everything". */
const basics = [
  /@mantine[\\/](hooks|store)[\\/]/,
  /@mantine[\\/]core[\\/]esm[\\/](core|utils)[\\/]/,
  /[\\/](Alert|Anchor|Button|Checkbox|CloseButton|CopyButton|Flex|Group|InlineInput|Input|InputBase|Loader|PasswordInput)[\\/]/,
  /[\\/](ActionIcon|Skeleton|Stack|Text|TextInput|Title|Transition|UnstyledButton)[\\/]/,
  /@tabler|clsx|get-nonce/,
  /zod[\\/]v4[\\/]core[\\/](core|util)\.js/,
]
/** What forms and lists need and a page of figures does not; a list that filters needs the first only. */
const choices = /[\\/](Combobox(?![\\/](ComboboxChevron|get-parsed-combobox-data))|Select)[\\/]/
const fields = /[\\/](MultiSelect|Textarea|Switch|Radio|TagsInput|Pill|PillsInput)[\\/]|ui[\\/]form[\\/]/

const front = new Set<string>()

/** Shared files go to `base` when a screen before sign-in needs them, else to `kit`. */
function shared(id: string, graph: Graph): string | null {
  if (/@mantine[\\/]dates|dayjs/.test(id)) return 'calendar'
  if (/@mantine[\\/]form|klona|fast-deep-equal/.test(id)) return 'form'
  // What a module shares with two screens of its own is not everybody's.
  if (choices.test(id) || fields.test(id) || /[\\/]modules[\\/]/.test(id)) return null
  if (front.size === 0) reach(join(import.meta.dirname, 'src/app/web.tsx'), graph)
  return front.has(id) || basics.some((one) => one.test(id)) ? 'base' : 'kit'
}

/** One’s own account is behind sign-in and passkeys come when asked for; the rest of identity stands before it. */
const isBeforeSignIn = (id: string) =>
  /modules[\\/]identity[\\/]web[\\/](?!account[\\/]|passkey-client|second-factor[\\/]step-up)/.test(id)

/** Our own files that the screens before sign-in import. */
function reach(id: string, graph: Graph): void {
  if (front.has(id) || id.includes('node_modules')) return
  front.add(id)
  const file = graph.getModuleInfo(id)
  const screens = file?.dynamicallyImportedIds.filter((one) => isBeforeSignIn(one)) ?? []
  for (const one of [...(file?.importedIds ?? []), ...screens]) reach(one, graph)
}

/** Zod can turn schemas into JSON Schema, which only the server does; every schema would carry it to the browser. */
function withoutJsonSchema(): Plugin {
  return {
    name: 'without-json-schema',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      if (!/zod[\\/]v4[\\/]core[\\/](json-schema-processors|to-json-schema)\.js$/.test(id)) return null
      const names = readFileSync(id, 'utf8').matchAll(/^export (?:const|function) (\w+)|as (\w+) \};$/gm)
      return [...names].map(([, name, alias]) => `export const ${name ?? alias} = () => undefined`).join('\n')
    },
  }
}

/** The sentences of refusals that only the server speaks stay there. */
function withoutServerWords(): Plugin {
  return {
    name: 'without-server-words',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith('/src/kernel/refusals.ts')) return null
      const files = globSync('src/{app,kernel,modules,ui}/**/*.{ts,tsx}', { cwd: import.meta.dirname })
      const web = files.filter((file) => !/[\\/](server|refusals[^\\/]*)([\\/]|$)|\.test\./.test(file))
      const source = web.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')).join('\n')
      return `export const refusals = ${JSON.stringify(spokenIn(refusals, source))}`
    },
  }
}

/** Colours that no screen paints with. */
const unpainted = ['pink', 'grape', 'violet', 'indigo', 'cyan', 'teal', 'lime', 'orange']

/** Drops the styles of Mantine's components that no script uses. */
function pruneStyles(): Plugin {
  return {
    name: 'prune-styles',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files = Object.values(bundle)
      const scripts = files.flatMap((file) => (file.type === 'chunk' ? [file.code] : [])).join('\n')
      const used = new Set(scripts.match(/\bm_[0-9a-f]+\b/g))
      for (const file of files) {
        if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue
        file.source = withoutColours(
          withoutUnused(String(file.source), (name) => used.has(name)),
          unpainted,
        )
      }
    },
  }
}

export default defineConfig({
  root: join(import.meta.dirname, 'src/app'),
  plugins: [react(), withoutJsonSchema(), withoutServerWords(), pruneStyles(), precompress(), takeThePlace()],
  resolve: { alias: [{ find: /^temporal-polyfill$/, replacement: join(import.meta.dirname, 'src/ui/temporal.ts') }] },
  build: {
    outDir,
    emptyOutDir: true,
    // The server marks as immutable what this manifest names (`dist/web/.vite/manifest.json`).
    manifest: true,
    assetsDir: 'assets',
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Changes rarely, is needed by every screen: its own file stays cached over releases.
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack)[\\/]/, priority: 20 },
            // A hundred files of a few hundred bytes compress and travel worse than two. Sign-in loads one of them.
            { name: shared, debugName: 'shared', minShareCount: 12, priority: 10 },
            { name: 'choices', test: choices, minShareCount: 12, priority: 6 },
            { name: 'fields', test: fields, minShareCount: 12, priority: 5 },
          ],
        },
      },
    },
  },
  css: { modules: { generateScopedName: '[local]-[hash:base64:5]' } },
  server: {
    port: 5173,
    proxy: Object.fromEntries(['/api', '/webhooks', '/media'].map((path) => [path, 'http://127.0.0.1:8000'])),
  },
})
