import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'

export const demoStates = ['none', 'running', 'ready', 'incomplete'] as const

export const readDemo = endpoint({
  method: 'GET',
  path: '/demo',
  area: 'public',
  summary: 'How far the demo companies of a development server are',
  input: z.object({}),
  answer: z.object({ state: z.enum(demoStates), percent: z.int() }),
})
