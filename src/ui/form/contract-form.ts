import { type UseFormReturnType, useForm } from '@mantine/form'
import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { Endpoint } from '#kernel/endpoint.ts'
import { type CommandOptions, useCommand } from '../command.ts'
import type { ApiProblem } from '../problem.ts'
import { useCompanyId } from '../session.ts'
import { inputFrom, objections } from './blanks.ts'
import { dropDraft, keepDraft, readDraft } from './drafts.ts'

type Values = Record<string, unknown>

export type ContractFormOptions<I extends z.ZodObject, A extends z.ZodType, V extends Values> = Omit<
  CommandOptions<z.input<I>, z.output<A>>,
  'quiet'
> & {
  /** What the fields hold at first: empty strings, null for no amount. */
  initial: V
  /** Names the draft (`client-new`, `client-${id}`); without it nothing is kept. */
  draft?: string | undefined
  /** Adds what is not a field (`{ clientId }`), or turns fields into the input. Blanks are settled after it. */
  toInput?: ((values: V) => Values) | undefined
  /** The `revision` that the person is editing. */
  ifMatch?: number | undefined
}

export type ContractForm<V extends Values = Values> = UseFormReturnType<V> & {
  /** Spread onto an input: value, change, error. */
  field: (path: string, options?: { type?: 'checkbox' }) => ReturnType<UseFormReturnType<V>['getInputProps']>
  submit: (event?: React.SyntheticEvent<HTMLFormElement>) => void
  pending: boolean
  problem: ApiProblem | undefined
  /** Counts refused attempts, so that the summary takes the focus each time. */
  refusals: number
  /** A draft was found and is in the fields. */
  restored: boolean
  discardDraft: () => void
}

/**
 * A form over an endpoint: checked by the contract's schema before sending, the server's objections put beside their
 * fields, what is typed kept as a draft until it is saved.
 */
export function useContractForm<I extends z.ZodObject, A extends z.ZodType, V extends Values>(
  endpoint: Endpoint<I, A>,
  options: ContractFormOptions<I, A, V>,
): ContractForm<V> {
  const { initial, draft, toInput, ifMatch, onDone, ...rest } = options
  const companyId = useCompanyId() ?? ''
  const key = draft && `${companyId}.${draft}`
  const [found, setFound] = useState(() => readDraft<V>(key))
  const [refusals, setRefusals] = useState(0)
  const inputOf = (values: V) => inputFrom(endpoint.input, toInput ? toInput(values) : values)
  const form = useForm<V>({
    initialValues: { ...initial, ...found },
    validate: (values: V) => objections(endpoint.input, inputOf(values)),
    clearInputErrorOnChange: true,
    onValuesChange: (values: V) => keepDraft(key, values),
  } as never) as UseFormReturnType<V>
  const sending = useRef(false)
  const command = useCommand(endpoint, {
    ...rest,
    quiet: true,
    onDone: (answer, input) => {
      dropDraft(key)
      form.resetDirty()
      onDone?.(answer, input)
    },
  })
  const refused = () => setRefusals((count) => count + 1)

  async function send(values: V): Promise<void> {
    if (sending.current) return
    sending.current = true
    const answer = await command.run(inputOf(values) as z.input<I>, ifMatch === undefined ? {} : { ifMatch })
    sending.current = false
    if (answer === undefined) refused()
  }

  const problem = command.problem
  const { setErrors } = form
  useEffect(() => {
    if (problem && problem.errors.length > 0) {
      setErrors(Object.fromEntries(problem.errors.map((one) => [one.path, one.message])))
    }
  }, [problem, setErrors])

  return {
    ...form,
    field: (path, more) => form.getInputProps(path as never, more),
    submit: form.onSubmit(send as never, refused),
    pending: command.pending,
    problem,
    refusals,
    restored: found !== undefined,
    discardDraft: () => {
      dropDraft(key)
      setFound(undefined)
      form.setValues(initial)
      form.resetDirty()
    },
  }
}
