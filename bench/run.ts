import { cpus, loadavg, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { present } from '#kernel/assert.ts'
import { buildWeb } from '../src/app/build-web.ts'
import { benchFiles } from './files.ts'
import { openBenchHouse } from './house.ts'
import { benchMoney } from './money.ts'
import { benchPosting } from './posting.ts'
import { benchReads } from './reads.ts'
import { benchStart, benchWeb } from './web.ts'

// npm run bench [-- --quick] [--invoices 1000000] [--neighbours 10000]: a PostgreSQL of its own with fsync on, the server
// in its own process, tables on the screen.

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    invoices: { type: 'string', default: '1000000' },
    neighbours: { type: 'string', default: '10000' },
  },
})
const { quick } = values
const [invoices, neighbours] = quick ? [1000, 20] : [Number(values.invoices), Number(values.neighbours)]
const began = performance.now()
const load = () => `load ${loadavg()[0]?.toFixed(1)}`
console.log(
  `${new Date().toISOString().slice(0, 16)}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, ${load()}${quick ? ', quick: figures mean nothing' : ''}`,
)
await buildWeb(console.log)
await benchStart()
const house = await openBenchHouse()
try {
  await benchMoney(house, quick ? 1 : 8)
  await benchPosting(house, quick ? 1 : 8)
  const times = quick ? 5 : 100
  const companies = await benchReads(house, { sizes: quick ? [200, invoices] : [1000, invoices], neighbours, times })
  const largest = present(companies.at(-1))
  await benchFiles(house, largest, times)
  await benchWeb(house, largest)
} finally {
  await house.close()
}
console.log(`\n${Math.round((performance.now() - began) / 1000)} s in all, ${load()}`)
