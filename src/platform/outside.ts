import type { Logger } from 'pino'
import type { MailTransport } from './mail/mail.ts'
import type { MediaStorage } from './media/storage.ts'
import type { Outgoing } from './outgoing/outgoing.ts'
import type { Pdf } from './pdf/pdf.ts'
import type { Fact, Signal } from './record.ts'
import type { Actor, Scope } from './scope.ts'
import type { Settings } from './settings.ts'

/** An open scope of any kind, in which something happened. */
export type Announcing = Pick<Scope, 'tx' | 'sql' | 'now' | 'outside'> & { companyId?: string; actor?: Actor }

/** Puts facts and jobs into the queue inside the transaction of the act; they run after its commit, or never. */
export type Outbox = {
  put(scope: Announcing, facts: readonly Fact[]): Promise<void>
  enqueue(
    scope: Pick<Scope, 'tx'>,
    queue: string,
    payloads: readonly object[],
    options?: { startAfter?: string },
  ): Promise<void>
  /** In bulk and outside of any act: for jobs that walk all companies and give each a job of its own. */
  spread(queue: string, payloads: readonly object[]): Promise<void>
}

/** Tells open screens. Best effort: never throws, never waits. */
export type SignalTeller = { tell(companyId: string, signals: readonly Signal[]): void }

/** What an act can reach besides its transaction. */
export type Outside = {
  settings: Settings
  log: Logger
  outbox: Outbox
  signals: SignalTeller
  pdf: Pdf
  media: MediaStorage
  mail: MailTransport
  /** The one way to addresses that people enter. */
  outgoing: Outgoing
}
