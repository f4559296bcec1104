import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { readDemo } from './progress.ts'

export const routes: Route[] = [route(contract.readDemo, readDemo)]
