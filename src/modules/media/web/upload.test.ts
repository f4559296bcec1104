import { afterEach, expect, test, vi } from 'vitest'
import { settleFactor } from '#ui/step-up.ts'
import { uploadFile } from './upload.ts'

afterEach(() => vi.unstubAllGlobals())

const refused = { status: 403, response: { type: '/problems/second_factor_needed', detail: 'Confirm.' } }
const taken = { status: 201, response: { id: 'm1' } }

/** Answers one upload after the other; `sent` is what was uploaded. */
function answerWith(...answers: { status: number; response: object }[]) {
  const sent: unknown[] = []
  class Upload {
    upload = {}
    status = 0
    response: unknown = null
    onload = () => {}
    open() {}
    setRequestHeader() {}
    send(body: unknown) {
      sent.push(body)
      Object.assign(this, answers[sent.length - 1])
      queueMicrotask(() => this.onload())
    }
  }
  vi.stubGlobal('XMLHttpRequest', Upload)
  return sent
}

test('an upload that wants the second factor goes again once it was confirmed', async () => {
  const sent = answerWith(refused, taken)
  const file = new File(['x'], 'receipt.pdf')
  const done = uploadFile('c1', file, () => {})
  await vi.waitFor(() => expect(sent).toEqual([file]))
  await new Promise((resolve) => setTimeout(resolve, 5))
  settleFactor(true)
  expect(await done).toEqual({ id: 'm1' })
  expect(sent).toEqual([file, file])
})

test('left unconfirmed, it is the refusal', async () => {
  const sent = answerWith(refused, taken)
  const done = uploadFile('c1', new File(['x'], 'receipt.pdf'), () => {})
  const heard = expect(done).rejects.toMatchObject({ status: 403, code: expect.any(String), detail: 'Confirm.' })
  await new Promise((resolve) => setTimeout(resolve, 5))
  settleFactor(false)
  await heard
  expect(sent).toHaveLength(1)
})
