import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { openBenchHouse } from './house.ts'
import { benchMoney } from './money.ts'
import { benchReads } from './reads.ts'

// npm run bench [-- --quick]: a PostgreSQL of its own with fsync on, the server in its own process, tables on the screen.

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const began = performance.now()
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}${values.quick ? ', quick: figures mean nothing' : ''}`,
)
const house = await openBenchHouse()
try {
  await benchMoney(house, values.quick ? 1 : 8)
  await benchReads(house, values.quick ? { sizes: [200, 1000], times: 5 } : { sizes: [1000, 100_000], times: 60 })
} finally {
  await house.close()
}
console.log(`\n${Math.round((performance.now() - began) / 1000)} s in all`)
