import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { askEmailChange, stopMyEmailChange } from './account/ask-email-change.ts'
import { changeName } from './account/change-name.ts'
import { changePassword } from './account/change-password.ts'
import { confirmEmailChange, readEmailChange, stopEmailChange } from './account/confirm-email-change.ts'
import { endOtherSessions, endSession } from './account/end-session.ts'
import { listAccountEvents, listSessions, readAccount } from './account/read-account.ts'
import { addPasskey, askNewPasskey } from './passkeys/add-passkey.ts'
import { askConfirmation, confirmByPasskey } from './passkeys/confirm.ts'
import { listPasskeys, removePasskey, renamePasskey } from './passkeys/keep-passkeys.ts'

/** The person's own account. Beside these: sign-in and what surrounds it, under `/api/auth` (`mount.ts`). */
export const routes: readonly Route[] = [
  route(contract.readAccount, readAccount),
  route(contract.changeName, changeName),
  route(contract.changePassword, changePassword),
  route(contract.listSessions, listSessions),
  route(contract.endSession, endSession),
  route(contract.endOtherSessions, endOtherSessions),
  route(contract.listAccountEvents, listAccountEvents),
  route(contract.askEmailChange, askEmailChange),
  route(contract.stopMyEmailChange, stopMyEmailChange),
  route(contract.readEmailChange, readEmailChange),
  route(contract.confirmEmailChange, confirmEmailChange),
  route(contract.stopEmailChange, stopEmailChange),
  route(contract.listPasskeys, listPasskeys),
  route(contract.askNewPasskey, askNewPasskey),
  route(contract.addPasskey, addPasskey),
  route(contract.renamePasskey, renamePasskey),
  route(contract.removePasskey, removePasskey),
  route(contract.askConfirmation, askConfirmation),
  route(contract.confirmByPasskey, confirmByPasskey),
]
