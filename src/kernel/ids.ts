import { v7, validate } from 'uuid'
import { z } from 'zod'

/** An id on the wire: a UUID, lowercased. Ours are UUIDv7; a caller may choose the id of what it creates. */
export const Id = z.uuid('That is not an id.').toLowerCase()
export type Id = string

/** A new UUIDv7: ids made by one process sort in the order of their making. */
export function newId(): Id {
  return v7()
}

/** Whether the text is a UUID of any version, in lower case as the database prints it. */
export function isId(text: string): boolean {
  return validate(text) && text === text.toLowerCase()
}
