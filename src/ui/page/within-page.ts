import { createContext } from 'react'

/** Whether a `Page` is around: it has the margins and the title, also of what floats above it. */
export const WithinPage = createContext(false)
