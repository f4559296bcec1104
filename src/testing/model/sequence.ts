import { isDeepStrictEqual } from 'node:util'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { TestHouse } from '../house.ts'
import { type Act, actors, type Move, mayNot, type Who } from './act.ts'
import { type Books, emptyBooks } from './books.ts'
import { type Company, newCompany } from './company.ts'
import { Dice } from './dice.ts'
import { beginning, movesIn, type Theme } from './moves.ts'
import { changedRows, expected, look } from './stored.ts'

/** One step as fast-check makes it: who does it, in which way, and the numbers that choose the rest. */
export type Step = { way: 'plainly' | 'twice' | 'previewed' | 'at once'; who: Who[]; numbers: number[][] }

/** A theme, the numbers of what came before, and what is done. */
export type Sequence = { theme: Theme; begun: number[][]; steps: Step[] }

type Outcome = { ok: true; answer: unknown } | { ok: false; code: string }
/** What a sequence did, to be counted. */
export type Played = { acts: Map<string, { done: number; refused: number }>; steps: number }

/** Plays a sequence in a company of its own. Throws with what differs and how it came about. */
export async function play(house: TestHouse, { theme, begun, steps }: Sequence): Promise<Played> {
  const company = await newCompany(house)
  const moves = movesIn(theme, company)
  const first = beginning(theme, company)
  const played: Played = { acts: new Map(), steps: 0 }
  const story: string[] = []
  let books = emptyBooks(company.clientIds, company.vendorIds)
  for (const [at, numbers] of begun.entries()) {
    const act = first[at]?.(books, new Dice(numbers))
    if (!act) continue
    const who = act.as ?? 'ada'
    story.push(`at first ${who} ${act.name} ${JSON.stringify(act.input)}`)
    ;[books] = explained(books, [{ who, act }], [await outcome(company.perform(who, act))])
  }
  let before = await look(house, company.id)
  for (const step of steps) {
    const acts = step.numbers.flatMap((numbers, at): { who: Who; act: Act }[] => {
      const act = choose(moves, books, new Dice(numbers))
      return act ? [{ who: actorOf(act, numbers, step.who[at]), act }] : []
    })
    const chosen = step.way === 'at once' ? acts : acts.slice(0, 1)
    if (chosen.length === 0) continue
    story.push(
      `${step.way}: ${chosen.map(({ who, act }) => `${who} ${act.name} ${JSON.stringify(act.input)}`).join(' | ')}`,
    )
    try {
      const outcomes = await perform(company, step, chosen)
      story.push(`  → ${outcomes.map((one) => (one.ok ? 'done' : one.code)).join(' | ')}`)
      const ways = explained(books, chosen, outcomes)
      for (const [at, { act }] of chosen.entries()) count(played, act.name, outcomes[at]?.ok === true)
      const after = await look(house, company.id)
      books = stored(ways, after)
      unharmed(before, after)
      before = after
    } catch (error) {
      const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
      throw new Error(`${what}\n\nin company ${company.id}, after\n${story.join('\n')}`)
    }
    played.steps += 1
  }
  return played
}

/** Mostly whose it is, where it is somebody's. */
const actorOf = ({ as }: Act, numbers: readonly number[], who: Who = 'ada'): Who =>
  as && (numbers.at(-1) ?? 0) % 6 !== 5 ? as : who

/** The first of a few moves that has something to act on. */
function choose(moves: readonly Move[], books: Books, dice: Dice): Act | undefined {
  for (let tries = 0; tries < 5; tries += 1) {
    const act = dice.one(moves)?.(books, dice)
    if (act) return act
  }
  return undefined
}

async function perform(company: Company, { way }: Step, chosen: readonly { who: Who; act: Act }[]): Promise<Outcome[]> {
  const [first] = chosen
  if (way === 'at once' || !first) return Promise.all(chosen.map(({ who, act }) => outcome(company.perform(who, act))))
  if (way === 'previewed') {
    const seen = await outcome(company.preview(first.who, first.act))
    const done = await outcome(company.perform(first.who, first.act))
    if (seen.ok !== done.ok || (!seen.ok && !done.ok && seen.code !== done.code)) {
      throw new Error(`the preview said ${JSON.stringify(seen)}, and then ${JSON.stringify(done)}`)
    }
    return [done]
  }
  if (way === 'twice') return [await twice(company, first.who, first.act)]
  return [await outcome(company.perform(first.who, first.act))]
}

/** One key, twice at once and once more with another body: one effect, one answer, then a refusal. */
async function twice(company: Company, who: Who, act: Act): Promise<Outcome> {
  const key = newId()
  const [one, other] = await Promise.all([
    outcome(company.perform(who, act, key)),
    outcome(company.perform(who, act, key)),
  ])
  if (!isDeepStrictEqual(one, other)) {
    throw new Error(`one key, two answers: ${JSON.stringify(one)} and ${JSON.stringify(other)}`)
  }
  const name = Object.keys(act.input).find((field) => field === 'id' || field.endsWith('Id'))
  if (one?.ok && name) {
    const changed = { ...act, input: { ...act.input, [name]: newId() } }
    const reused = await outcome(company.perform(who, changed, key))
    if (reused.ok || reused.code !== 'idempotency_key_reused') {
      throw new Error(`the key was used again: ${JSON.stringify(reused)}`)
    }
  }
  return one as Outcome
}

async function outcome(doing: Promise<unknown>): Promise<Outcome> {
  try {
    return { ok: true, answer: await doing }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code }
    throw error
  }
}

/** What the books may be after the acts: for each order of them in which the reference explains every outcome. */
function explained(
  books: Books,
  chosen: readonly { who: Who; act: Act }[],
  outcomes: readonly Outcome[],
): [Books, ...Books[]] {
  const said: string[] = []
  const ways: Books[] = []
  for (const order of orders(chosen.map((_one, at) => at))) {
    const after = structuredClone(books)
    const fits = order.every((at) => {
      const { who, act } = chosen[at] as { who: Who; act: Act }
      const ended = outcomes[at] as Outcome
      const by = { who, role: actors[who] }
      const against = mayNot(by.role, act.least) ? ['not_allowed'] : act.against(after, by)
      const fitting = ended.ok ? against.length === 0 : against.includes(ended.code)
      if (!fitting) {
        said.push(`${act.name} ended ${ended.ok ? 'done' : ended.code}; against it: ${against.join(', ') || 'nothing'}`)
      } else if (ended.ok) act.effect(after, ended.answer as never, by)
      return fitting
    })
    if (fits) ways.push(after)
  }
  const [first, ...others] = ways
  if (!first) throw new Error(`no order explains it: ${said.join('; ')}`)
  return [first, ...others]
}

function orders(places: readonly number[]): number[][] {
  if (places.length <= 1) return [[...places]]
  return places.flatMap((first) => orders(places.filter((one) => one !== first)).map((rest) => [first, ...rest]))
}

type Looked = Awaited<ReturnType<typeof look>>

/** The one of them that the database holds. */
function stored(ways: readonly [Books, ...Books[]], { standing }: Looked): Books {
  const found = ways.find((books) => differences(expected(books), standing).length === 0)
  if (!found) throw new Error(differences(expected(ways[0]), standing).join('\n'))
  return found
}

/** All invariants hold, and what was posted is what it was. */
function unharmed(before: Looked, after: Looked): void {
  const problems = [
    ...after.broken.map((one) => `invariant ${one}`),
    ...changedRows(before.frozen, after.frozen).map((row) => `a posted row changed: ${row}`),
  ]
  if (problems.length > 0) throw new Error(problems.join('\n'))
}

function differences(wanted: object, stored: object): string[] {
  return Object.entries(wanted).flatMap(([name, want]) => {
    const have = (stored as Record<string, unknown>)[name]
    if (want === null || typeof want !== 'object')
      return want === have ? [] : [`${name}: expected ${want}, stored ${have}`]
    const keys = new Set([...Object.keys(want), ...Object.keys((have ?? {}) as object)])
    return [...keys].flatMap((key) => {
      const [w, h] = [(want as Record<string, unknown>)[key], ((have ?? {}) as Record<string, unknown>)[key]]
      return w === h ? [] : [`${name} ${key}: expected ${w}, stored ${h}`]
    })
  })
}

function count(played: Played, name: string, done: boolean): void {
  const so = played.acts.get(name) ?? { done: 0, refused: 0 }
  so[done ? 'done' : 'refused'] += 1
  played.acts.set(name, so)
}
