// Runs a TypeScript file with a Node that strips types: this one, else the one from the npm package `node`.
// Used as `node bin/modern-node.cjs checks/run-all.ts …` and by bin/ez360.
const fs = require('node:fs')
const path = require('node:path')
const { spawn } = require('node:child_process')
const { pathToFileURL } = require('node:url')

const root = path.join(__dirname, '..')
const quickImports = path.join(__dirname, 'quick-imports.cjs')
const packaged = path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** Imports `file` here when this Node can, else in a child whose signals and exit code are passed on. */
function run(file, args) {
  const script = path.resolve(file)
  if (!fs.existsSync(script)) fail(`${path.relative(process.cwd(), script)} does not exist.`)
  if (process.features.typescript) {
    require(quickImports)
    process.argv = [process.argv[0], script, ...args]
    import(pathToFileURL(script).href).catch((error) => {
      console.error(error)
      process.exit(1)
    })
    return
  }
  if (fs.existsSync(packaged)) return handOver(packaged, [script, ...args])
  const [major, minor] = process.versions.node.split('.').map(Number)
  // 22.12 to 22.17 and 23.0 to 23.5 strip types only when asked.
  if (major > 22 || (major === 22 && minor >= 12)) {
    return handOver(process.execPath, ['--experimental-strip-types', '--no-warnings', script, ...args])
  }
  fail(
    `EZ360PM needs Node 22.12 or newer, this is ${process.version}, and the packaged Node 24 is missing: ` +
      'run "npm ci" in the EZ360PM folder with install scripts allowed (npm rebuild node), or install Node 24.',
  )
}

function handOver(executable, args) {
  const child = spawn(executable, ['--require', quickImports, ...args], { stdio: 'inherit' })
  // A terminal sends Ctrl-C to both of us, twice would be taken for impatience; a supervisor sends it only here.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fail(`Could not start ${executable}: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}

module.exports = { run }

if (require.main === module) run(process.argv[2] ?? '', process.argv.slice(3))
