import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const outDir = join(import.meta.dirname, 'dist/web')
const compressible = /\.(js|css|svg|json|webmanifest|txt|map)$/

/** Writes `.br` and `.gz` beside every asset worth it, so that no request ever waits for a compressor. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async closeBundle() {
      const names = (await readdir(outDir, { recursive: true })).filter((name) => compressible.test(name))
      for (const name of names) {
        const path = join(outDir, name)
        if ((await stat(path)).size < 512) continue
        const plain = await readFile(path)
        const quality = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length }
        await writeFile(`${path}.br`, await promisify(brotliCompress)(plain, { params: quality }))
        await writeFile(`${path}.gz`, await promisify(gzip)(plain, { level: 9 }))
      }
    },
  }
}

export default defineConfig({
  root: join(import.meta.dirname, 'src/app'),
  plugins: [react(), precompress()],
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
