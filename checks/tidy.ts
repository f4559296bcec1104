import { basename } from 'node:path'
import ts from 'typescript'
import { type Fault, isStarted, report, repository } from './fault.ts'
import { readSources, type Source } from './sources.ts'
import { banned, emptyWords, limits } from './tidy-rules.ts'
import { codeOnly, exportedNames, longFunctions } from './tidy-syntax.ts'

const texts = /\.(tsx?|c?js|mjs|sql|css|html|md|json|ya?ml|sh|typ|toml)$|\/(Dockerfile|ez360|run)$/
const folders = ['src', 'checks', 'e2e', 'bench', 'bin', 'db', 'deploy', 'docs', '.ci']
const door = /^src\/modules\/[^/]+\/(domain|server|web)\/index\.tsx?$/
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/

/** All that is untidy in one file. */
export function untidy(path: string, text: string): Fault[] {
  const tree = /\.tsx?$/.test(path) ? ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) : undefined
  const code = tree ? codeOnly(tree) : text
  const faults = banned.flatMap((ban) => {
    if ((ban.only && !ban.only.test(path)) || ban.except?.test(path)) return []
    const lines = (ban.where === 'code' ? code : text).split('\n')
    return lines.flatMap((line, at) =>
      ban.pattern.test(line) ? [{ file: path, line: at + 1, rule: ban.rule, text: `instead: ${ban.instead}` }] : [],
    )
  })
  return [...faults, ...nameFaults(path), ...(tree ? sizeFaults(path, text, tree) : [])]
}

function sizeFaults(path: string, text: string, tree: ts.SourceFile): Fault[] {
  const lines = lineCount(text)
  const isTest = isTestFile(path)
  const most = isTest ? limits.testFile : limits.file
  const faults: Fault[] =
    lines > most ? [{ file: path, rule: 'file-size', text: `${lines} lines of at most ${most}: split by meaning` }] : []
  if (!isTest) {
    for (const { name, line, lines, most } of longFunctions(tree, limits)) {
      const text = `${name} has ${lines} lines of at most ${most}: split by meaning`
      faults.push({ file: path, line, rule: 'function-size', text })
    }
  }
  if (!door.test(path)) return faults
  const names = exportedNames(tree)
  if (names === undefined) {
    faults.push({ file: path, rule: 'door', text: 'shows everything of a file: name what the door shows' })
  } else if (names.length > limits.door) {
    faults.push({ file: path, rule: 'door', text: `shows ${names.length} names of at most ${limits.door}` })
  }
  return faults
}

function nameFaults(path: string): Fault[] {
  if (!/^(src|checks|e2e|bench|bin)\//.test(path) || basename(path) === 'README.md') return []
  const words = path.split(/[/.-]/).filter((word) => emptyWords.has(word))
  const faults = words.map((word) => ({
    file: path,
    rule: 'empty-word',
    text: `"${word}" says nothing: name what it is`,
  }))
  if (path.split('/').every((part) => kebab.test(part))) return faults
  return [...faults, { file: path, rule: 'kebab-case', text: 'file and folder names are kebab-case' }]
}

/** The whole tree, and how large its files are. */
export function readTidiness(root: string): { faults: Fault[]; files: number; sizes: string } {
  const sources = [...readSources(root, folders, texts), ...rootFiles(root)]
  const faults = sources.flatMap(({ path, text }) => untidy(path, text))
  const code = sources.filter(({ path }) => /\.tsx?$/.test(path))
  if (code.length === 0) faults.push({ file: 'checks/tidy.ts', rule: 'awake', text: 'read no file' })
  return { faults, files: sources.length, sizes: sizeLine(code) }
}

function rootFiles(root: string): Source[] {
  return readSources(root, ['.'], /^[^/]+$/).filter(({ path }) => texts.test(path) && path !== 'package-lock.json')
}

/** Aim of the house: half the files under 60 lines, nine in ten under 180. */
function sizeLine(code: Source[]): string {
  const production = code.filter(({ path }) => path.startsWith('src/') && !isTestFile(path))
  const sizes = production.map(({ text }) => lineCount(text)).sort((a, b) => a - b)
  const at = (share: number) => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))] ?? 0
  return `${sizes.length} production files: median ${at(0.5)} lines, nine in ten up to ${at(0.9)}, largest ${at(1)}`
}

function isTestFile(path: string): boolean {
  return /\.(test|e2e)\.tsx?$/.test(path)
}

function lineCount(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

if (isStarted(import.meta.filename)) {
  const { faults, files, sizes } = readTidiness(repository)
  report(faults, `${files} files read; ${sizes}`)
}
