import type { Job } from '#platform/jobs/jobs.ts'
import { onMemberLeft } from './on-member-left.ts'

export const jobs: readonly Job[] = [onMemberLeft]
