import { cpus, loadavg, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { present } from '#kernel/assert.ts'
import { buildWeb } from '../src/app/build-web.ts'
import { benchFiles } from './files.ts'
import { openBenchHouse } from './house.ts'
import { speedOfMachine } from './measure.ts'
import { benchMoney } from './money.ts'
import { benchPeople } from './people.ts'
import { benchPosting } from './posting.ts'
import { benchReads } from './reads.ts'
import { ms } from './table.ts'
import { benchStart, benchWeb } from './web.ts'

// npm run bench [-- --quick] [--invoices 1000000] [--neighbours 10000] [--times 200] [--only money,reads,files,web]
// [--people]: a PostgreSQL of its own with fsync on, the server in its own process, tables on the screen.

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    people: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    invoices: { type: 'string', default: '1000000' },
    neighbours: { type: 'string', default: '10000' },
    times: { type: 'string', default: '200' },
  },
})
const { quick } = values
const [invoices, neighbours] = quick ? [1000, 20] : [Number(values.invoices), Number(values.neighbours)]
const began = performance.now()
const load = () => {
  const { script, call } = speedOfMachine()
  return `load ${loadavg()[0]?.toFixed(1)}, script work ${ms(script)}, a system call ${(call * 1000).toFixed(1)} µs`
}
console.log(
  `${new Date().toISOString().slice(0, 16)}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, ${load()}${quick ? ', quick: figures mean nothing' : ''}`,
)
/** Without a list: everything. */
const wanted = (part: string) => values.only === '' || values.only.split(',').includes(part)
if (values.people) await benchPeople({ people: quick ? 20 : 200, seconds: quick ? 10 : 60 })
else await benchAll()

async function benchAll(): Promise<void> {
  if (wanted('web')) {
    await buildWeb(console.log)
    await benchStart()
  }
  const house = await openBenchHouse()
  try {
    if (wanted('money')) {
      await benchMoney(house, quick ? 1 : 8)
      await benchPosting(house, quick ? 1 : 8)
    }
    if (!['reads', 'files', 'web'].some(wanted)) return
    const times = quick ? 5 : Number(values.times)
    const companies = await benchReads(house, { sizes: quick ? [200, invoices] : [1000, invoices], neighbours, times })
    const largest = present(companies.at(-1))
    if (wanted('files')) await benchFiles(house, largest, times)
    if (wanted('web')) await benchWeb(house, largest)
  } finally {
    await house.close()
  }
}
console.log(`\n${Math.round((performance.now() - began) / 1000)} s in all, ${load()}`)
