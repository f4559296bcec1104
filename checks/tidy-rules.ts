/** A thing not to be written, where it is looked for, and what to write instead. */
export type Banned = {
  rule: string
  pattern: RegExp
  /** Code means without comments. */
  where: 'code' | 'everywhere'
  /** Only these files, when given. */
  only?: RegExp
  except?: RegExp
  instead: string
}

const ourTools = 'checks/|bench/|e2e/|bin/|src/testing/|src/app/cli'
/** Tests start processes of their own, whose surroundings and words they read. */
const aTest = '\\.test\\.tsx?$'
const scripts = /\.(ts|tsx|js|cjs|mjs|sql|css)$/
const inTypeScript = /\.tsx?$/
const moneyWord = '[Cc]ents|[Aa]mount|[Mm]oney|[Pp]rice|[Tt]otal|[Tt]ax|[Bb]alance|[Pp]aid|[Ff]ee\\b'
const rounding = 'Math\\.(round|floor|ceil|trunc)\\('

// The words are put together so that this table does not refuse itself.
const unfinished = ['TO' + 'DO', 'FIX' + 'ME'].join('|')
const silencers = ['@ts-' + 'ignore', '@ts-' + 'nocheck', 'biome-' + 'ignore-all'].join('|')

export const banned: readonly Banned[] = [
  {
    rule: 'clock',
    pattern: /\bnew Date\(\s*\)|\bDate\.now\(/,
    where: 'code',
    only: inTypeScript,
    except: new RegExp(`^(src/kernel/calendar\\.ts|src/platform/|${ourTools})`),
    instead: 'scope.now, or kernel/calendar',
  },
  {
    rule: 'float',
    pattern: /\bparseFloat\(|\.toFixed\(/,
    where: 'code',
    only: /^src\/.*\.tsx?$/,
    except: /^src\/(kernel\/(decimal|money)[a-z-]*\.ts|testing\/)/,
    instead: 'kernel/money or kernel/decimal',
  },
  {
    rule: 'rounding',
    pattern: new RegExp(`(${moneyWord}).*${rounding}|${rounding}.*(${moneyWord})`),
    where: 'code',
    only: /^src\/.*\.tsx?$/,
    except: /^src\/(kernel\/(decimal|money)[a-z-]*\.ts|testing\/)/,
    instead: 'kernel/money, which says how halves are rounded and keeps parts summing to the whole',
  },
  {
    rule: 'environment',
    pattern: /\bprocess\.env\b/,
    where: 'code',
    only: inTypeScript,
    except: new RegExp(`^(src/platform/settings[a-z-]*(\\.test)?\\.ts|src/platform/settings/|${ourTools})|${aTest}`),
    instead: 'platform/settings',
  },
  {
    rule: 'any',
    pattern: /\bas any\b|<any>/,
    where: 'code',
    only: inTypeScript,
    except: /^checks\/tidy-rules\.ts$/,
    instead: 'the real type, or unknown and a check',
  },
  {
    rule: 'silenced',
    pattern: new RegExp(silencers),
    where: 'everywhere',
    only: inTypeScript,
    instead: '@ts-expect-error with the reason, in a test of types',
  },
  {
    rule: 'unfinished',
    pattern: new RegExp(`\\b(${unfinished})\\b`),
    where: 'everywhere',
    only: scripts,
    instead: 'finish it, or an issue',
  },
  {
    rule: 'console',
    pattern: /\bconsole\.(log|info|debug)\(/,
    where: 'code',
    only: inTypeScript,
    except: new RegExp(`^(${ourTools}|src/main\\.ts)|${aTest}`),
    instead: 'the logger of the scope, or the command line in app/cli',
  },
  {
    rule: 'outgoing',
    pattern: /(?<![.\w])fetch\(|\bglobalThis\.fetch\b|\brequest\b.* from '(node:)?https?'|from '(undici|axios|got)'/,
    where: 'code',
    only: /^src\/(platform|app|modules\/[^/]+\/(server|domain))\/.*\.ts$/,
    except: new RegExp(`^src/platform/outgoing/|${aTest}`),
    instead: 'scope.outside.outgoing, which cannot be led into a private network',
  },
  {
    rule: 'machine-path',
    pattern: /(?<![\w.*:}])\/(work|farm|root|home\/[a-z]+|Users\/\w+)\/[\w.]/,
    where: 'everywhere',
    except: /^(checks\/tidy(-rules)?(\.test)?\.ts|package-lock\.json)$/,
    instead: 'a path from the root of the repository',
  },
]

export const limits = { file: 300, testFile: 450, function: 60, component: 90, door: 10 }

/** Words that say nothing: name the file by what is in it. */
export const emptyWords = new Set(
  ['util', 'helper', 'common', 'misc', 'manager', 'service', 'handler', 'info'].flatMap((word) => [word, `${word}s`]),
).add('data')
