import { chained, chainStart, type SealedEntry, type SealVersion } from './chain.ts'

/** What an exported ledger says of itself, without the database that it came from. */
export type Verified = {
  entries: number
  seals: number
  /** Entries that only seals of the first kind cover: their words, clients, projects and sources may have been changed. */
  sealedInPart: number
  unsealed: number
  faults: string[]
}

type Entry = SealedEntry & { postedAt: string }
type Seal = { seq: number; version: SealVersion; before: string; entries: number; hash: string }

/**
 * Reads an exported ledger and asks it: does every entry balance, and does the chain of seals still hold? An entry that
 * was changed, added or left out since its seal breaks that seal and every later one.
 */
export function verifyExport(text: string): Verified {
  const { entries, seals } = parse(text)
  const faults = entries.flatMap((entry) => {
    const sum = entry.lines.reduce((total, line) => total + line.cents, 0)
    return sum === 0 ? [] : [`entry ${entry.id} does not balance`]
  })
  const sorted = entries.toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
  let hash = chainStart
  let [from, sealedInPart] = [0, 0]
  for (const [at, seal] of seals.entries()) {
    const until = sorted.findIndex(({ postedAt }, place) => place >= from && postedAt >= seal.before)
    const covered = sorted.slice(from, until === -1 ? sorted.length : until)
    for (const entry of covered) hash = chained(hash, entry, seal.version)
    if (seal.seq !== at + 1) faults.push(`seal ${at + 1} is missing`)
    if (covered.length !== seal.entries)
      faults.push(`seal ${seal.seq} covers ${seal.entries} entries, not ${covered.length}`)
    else if (hash !== seal.hash) faults.push(`seal ${seal.seq} does not fit its entries`)
    hash = seal.hash
    from += covered.length
    if (seal.version === 1) sealedInPart += covered.length
  }
  return { entries: entries.length, seals: seals.length, sealedInPart, unsealed: entries.length - from, faults }
}

const order = ({ postedAt, id }: Entry) => `${postedAt} ${id}`

function parse(text: string): { entries: Entry[]; seals: Seal[] } {
  const accounts = new Map<string, string>()
  const entries: Entry[] = []
  const seals: Seal[] = []
  for (const block of text.split(/\n\n+/)) {
    for (const [, id = '', name = ''] of block.matchAll(/^; account-id (\S+) (.+)$/gm)) accounts.set(name, id)
    for (const [, seq, version, before = '', count, hash = ''] of block.matchAll(
      /^; seal (\d+) (?:v(2) )?before (\S+) entries (\d+) sha256 ([0-9a-f]{64})$/gm,
    ))
      seals.push({ seq: Number(seq), version: version ? 2 : 1, before, entries: Number(count), hash })
    const entry = parseEntry(block, accounts)
    if (entry) entries.push(entry)
  }
  return { entries, seals }
}

function parseEntry(block: string, accounts: ReadonlyMap<string, string>): Entry | undefined {
  const head = /^(\d{4}-\d\d-\d\d) \* \((\w+)\) (.*)$/m.exec(block)
  const said = (name: string) => new RegExp(`^ {2}; ${name}: (\\S+)$`, 'm').exec(block)?.[1]
  const id = said('id')
  if (!head || !id) return undefined
  const [, entryDate = '', sourceType = '', memo = ''] = head
  const postings = [...block.matchAll(/^ {2}([A-Z].*?) {2}(-?[\d.]+) [A-Z]{3}(.*(?:\n {4};.*)*)/gm)]
  const lines = postings.map(([, name = '', amount = '', rest = '']) => {
    const tag = (of: string) => new RegExp(`\\b${of}: ([^,\\n]*)`).exec(rest)?.[1] ?? null
    return {
      accountId: accounts.get(name) ?? name,
      cents: Number(amount.replace('.', '')),
      ...{ clientId: tag('client-id'), projectId: tag('project-id'), memo: tag('memo') },
    }
  })
  const reversesEntryId = said('reverses') ?? null
  const [sourceId, postedAt] = [said('source') ?? '', said('posted') ?? '']
  return { id, entryDate, sourceType, sourceId, reversesEntryId, memo, postedAt, lines }
}
