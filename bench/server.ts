import type { AddressInfo } from 'node:net'
import { boot } from '../src/app/boot.ts'
import { createApp } from '../src/app/http.ts'

// The real server without building the web: for the benchmarks and the crash test, which start and kill it.
// It says `ready <port> <process>` when it listens.

const booted = await boot({ onDatabaseEnd: () => process.exit(1) })
const app = await createApp(booted.house)
await app.listen({ port: booted.settings.port, host: '127.0.0.1' })
await booted.house.jobs.work(booted.house)

process.once('SIGTERM', async () => {
  setTimeout(() => process.exit(1), 10_000).unref()
  await app.close()
  await booted.close()
  process.exit(0)
})

const { port } = app.server.address() as AddressInfo
process.stdout.write(`ready ${port} ${process.pid}\n`)
