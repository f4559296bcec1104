/** The whole of a company as one file. For the command line. */
export { secretColumns } from './tables-of-company.ts'
export { writeArchive } from './write-archive.ts'
