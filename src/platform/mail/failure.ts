/**
 * A mail that did not go out. Permanent: the same mail would be refused again, so a job gives up. Otherwise (greylisting,
 * a full queue, no connection, wrong credentials of ours) it is worth another try later.
 */
export class MailFailure extends Error {
  readonly permanent: boolean
  /** The server's reply code, when it answered. */
  readonly replyCode: number | undefined

  constructor(message: string, more: { permanent: boolean; replyCode?: number | undefined; cause?: unknown }) {
    super(message, { cause: more.cause })
    this.name = 'MailFailure'
    this.permanent = more.permanent
    this.replyCode = more.replyCode
  }
}

/**
 * Permanent is what RFC 5321 4.2.1 calls so, 5yz, when it answers the mail itself (`EENVELOPE`: sender or recipient,
 * `EMESSAGE`: the text). A 5yz to a greeting, STARTTLS or credentials is the installation's trouble, which an operator
 * can mend, and 503 says only that the session was in a wrong state.
 */
export function asMailFailure(error: unknown): MailFailure {
  const { message, code, responseCode } = error as Partial<Error & { code: string; responseCode: number }>
  const refused = responseCode !== undefined && responseCode >= 500 && responseCode < 600 && responseCode !== 503
  const ofThisMail = code === 'EENVELOPE' || code === 'EMESSAGE'
  return new MailFailure(message ?? String(error), {
    permanent: refused && ofThisMail,
    replyCode: responseCode,
    cause: error,
  })
}
