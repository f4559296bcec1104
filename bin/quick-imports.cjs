// What makes the program start sooner: compiled code is kept, and packages are looked for once.
const module_ = require('node:module')
const path = require('node:path')

module_.enableCompileCache?.(path.join(__dirname, '..', 'node_modules', '.cache', 'compiled'))

// Node reads a package's package.json anew for each of its files and for each import of it. That of drizzle-orm is 180 kB:
// together with kept code, not doing so loads the program in half the time.
const found = new Map()
const heavy = 'drizzle-orm'
const inside = `/node_modules/${heavy}/`
module_.registerHooks?.({
  resolve(specifier, context, next) {
    if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.includes(inside)) {
      return { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true }
    }
    if (!specifier.startsWith(heavy) || !context.conditions.includes('import')) return next(specifier, context)
    if (!found.has(specifier)) found.set(specifier, { ...next(specifier, context), shortCircuit: true })
    return found.get(specifier)
  },
})
