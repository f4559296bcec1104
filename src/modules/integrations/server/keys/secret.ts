/** Every key begins like this, so that a scanner of repositories finds one that was left lying around. */
const mark = 'ez360_'
const shape = /^ez360_[A-Za-z0-9_-]{43}$/

/** 256 bits, in the letters that need no escaping anywhere. */
export const newSecret = (bits: Buffer) => mark + bits.toString('base64url')

/** What of it may be shown: enough to tell keys apart, far from enough to guess one. */
export const prefixOf = (secret: string) => secret.slice(0, mark.length + 6)

export const isSecret = (text: string) => shape.test(text)
