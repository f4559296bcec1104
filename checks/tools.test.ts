import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { repository } from './fault.ts'

const planted = join(import.meta.dirname, 'planted')

function run(tool: string, args: string[]) {
  const script = join(repository, 'node_modules', tool)
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: repository,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  return { status, output: stdout + stderr }
}

test('the compiler, set as for us, refuses a missing element and what cannot be stripped', () => {
  const { config } = ts.readConfigFile(join(repository, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, repository)
  const program = ts.createProgram([join(planted, 'types/wrong.ts')], { ...options, incremental: false })
  const codes = ts.getPreEmitDiagnostics(program).map(({ code }) => code)
  expect(codes).toEqual(expect.arrayContaining([2322, 1294]))
})

test('biome refuses what is badly formatted, unused or any', () => {
  const copy = mkdtempSync(join(tmpdir(), 'ez360-biome-'))
  try {
    for (const file of ['biome.json', '.gitignore']) cpSync(join(repository, file), join(copy, file))
    cpSync(join(planted, 'format/untidy.ts'), join(copy, 'untidy.ts'))
    const { status, output } = run('@biomejs/biome/bin/biome', ['check', copy, `--config-path=${copy}`])
    expect(status).toBe(1)
    for (const rule of ['noUnusedImports', 'noExplicitAny', 'noNonNullAssertion', 'format']) {
      expect(output).toContain(rule)
    }
  } finally {
    rmSync(copy, { recursive: true })
  }
})

test('knip refuses an unused file, export and package', () => {
  const args = ['--directory', 'checks/planted/unused', '--config', '../../../knip.json', '--no-progress']
  const { status, output } = run('knip/bin/knip.js', args)
  expect(status).toBe(1)
  for (const unused of ['unused-file.ts', 'unusedExport', 'fastify']) expect(output).toContain(unused)
})
