import { installJobs } from '#platform/jobs/jobs.ts'
import { type OpenHouse, openHouse } from '#platform/open-house.ts'
import { type OpenDatabase, type Opening, openDatabase } from './database.ts'
import { jobs } from './modules.ts'

export type Booted = OpenDatabase & { house: OpenHouse; close(): Promise<void> }

/** Brings up the database and everything that works with it: for the server, the worker and the commands. */
export async function boot(opening: Opening = {}): Promise<Booted> {
  return bootOn(await openDatabase(opening), opening)
}

/** The rest, on a database that is open; closes it when that fails. */
export async function bootOn(opened: OpenDatabase, { migrateFirst = true }: Opening = {}): Promise<Booted> {
  const { settings, log, database } = opened
  try {
    if (migrateFirst)
      await installJobs(
        database.ownerUrl,
        jobs.map(({ name }) => name),
      )
    const house = await openHouse({ settings, appUrl: database.appUrl, jobs, log })
    const close = async () => {
      await house.close()
      await database.stop()
    }
    return { ...opened, house, close }
  } catch (error) {
    await database.stop()
    throw error
  }
}
