import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** How one answer differs from what an honest device would say: for what must be refused. */
export type Lie = {
  origin?: string
  rpId?: string
  challenge?: string
  /** The device did not look at the person. */
  unverified?: boolean
  counter?: number
  /** Signed by somebody else. */
  otherKey?: boolean
  type?: string
}

type MakeOptions = { challenge: string; rp: { id: string }; user: { id: string } }
type UseOptions = { challenge: string; rpId: string }

/**
 * A device with passkeys, in software: the answers that a browser gives for one, made of the standard's bytes (WebAuthn
 * Level 3, 6.1 and 6.5). The server's library verifies them like any other.
 */
export function fakeAuthenticator(origin = 'http://localhost:3000') {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  let counter = 0
  let userHandle = randomBytes(16).toString('base64url')
  const clientData = (type: string, challenge: string, lie: Lie) =>
    Buffer.from(
      JSON.stringify({ type: lie.type ?? type, challenge: lie.challenge ?? challenge, origin: lie.origin ?? origin }),
    )
  const authenticatorData = (rpId: string, lie: Lie, more = Buffer.alloc(0)) => {
    counter = lie.counter ?? counter + 1
    const flags = 1 | (lie.unverified ? 0 : 4) | (more.length > 0 ? 64 : 0)
    return Buffer.concat([sha256(lie.rpId ?? rpId), Buffer.from([flags]), uint32(counter), more])
  }
  const answer = (response: object) => ({
    ...{ id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' as const },
    ...{ clientExtensionResults: {}, response: response as never },
  })
  return {
    id: id.toString('base64url'),
    /** What `navigator.credentials.create` answers. */
    make({ challenge, rp, user }: MakeOptions, lie: Lie = {}) {
      userHandle = user.id
      const idLength = Buffer.from([id.length >> 8, id.length & 255])
      const attested = Buffer.concat([Buffer.alloc(16), idLength, id, coseKey(keys.publicKey)])
      const authData = authenticatorData(rp.id, lie, attested)
      const object = map([
        [text('fmt'), text('none')],
        [text('attStmt'), map([])],
        [text('authData'), bytes(authData)],
      ])
      return answer({
        clientDataJSON: clientData('webauthn.create', challenge, lie).toString('base64url'),
        attestationObject: object.toString('base64url'),
        transports: ['internal'],
      })
    },
    /** What `navigator.credentials.get` answers. */
    use({ challenge, rpId }: UseOptions, lie: Lie = {}) {
      const data = clientData('webauthn.get', challenge, lie)
      const authData = authenticatorData(rpId, lie)
      const key = lie.otherKey ? stranger.privateKey : keys.privateKey
      return answer({
        clientDataJSON: data.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', Buffer.concat([authData, sha256(data)]), key).toString('base64url'),
        userHandle,
      })
    },
  }
}

const sha256 = (of: string | Buffer) => createHash('sha256').update(of).digest()

function uint32(value: number): Buffer {
  const four = Buffer.alloc(4)
  four.writeUInt32BE(value)
  return four
}

/** The public key as COSE writes it (RFC 9053, 7.1.1): EC2, ES256, P-256, x and y. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return map([
    [int(1), int(2)],
    [int(3), int(-7)],
    [int(-1), int(1)],
    [int(-2), bytes(Buffer.from(x, 'base64url'))],
    [int(-3), bytes(Buffer.from(y, 'base64url'))],
  ])
}

// As much of CBOR (RFC 8949) as that takes.
function head(major: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(major << 5) | size])
  if (size < 256) return Buffer.from([(major << 5) | 24, size])
  return Buffer.from([(major << 5) | 25, size >> 8, size & 255])
}
const int = (value: number) => (value >= 0 ? head(0, value) : head(1, -1 - value))
const bytes = (value: Buffer) => Buffer.concat([head(2, value.length), value])
const text = (value: string) => Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
const map = (entries: (readonly [Buffer, Buffer])[]) => Buffer.concat([head(5, entries.length), ...entries.flat()])
