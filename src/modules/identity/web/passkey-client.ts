import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser'
import { call } from '#ui/api.ts'
import * as contract from '../contract-passkeys.ts'
import { auth } from './auth.ts'

/** The browser makes a passkey with these options, the server keeps it under its name. */
export async function makePasskey(name: string, options: Record<string, unknown>): Promise<void> {
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON
  const credential = await said(() => startRegistration({ optionsJSON }))
  await call(contract.addPasskey, { name, credential: credential as never })
}

/** Confirms with a passkey who is at the keyboard: counts as a second factor. */
export async function confirmWithPasskey(): Promise<void> {
  const { options } = await call(contract.askConfirmation, {})
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON
  const credential = await said(() => startAuthentication({ optionsJSON }))
  await call(contract.confirmByPasskey, { credential: credential as never })
}

/** `rememberMe` is asked when the passkey has answered: the box may be ticked or not meanwhile. */
type Wish = { offered: boolean; rememberMe: () => boolean }

/**
 * Signs in without a password. `offered` waits in the browser's suggestions for the e-mail field and never asks by
 * itself; it ends with the answer `false` when another way of signing in is taken.
 */
export async function signInWithPasskey({ offered, rememberMe }: Wish): Promise<boolean> {
  const { options } = await auth('/passkey/options', {})
  const optionsJSON = options as PublicKeyCredentialRequestOptionsJSON
  try {
    const credential = await startAuthentication({ optionsJSON, useBrowserAutofill: offered })
    await auth('/passkey/sign-in', { credential, rememberMe: rememberMe() })
    return true
  } catch (error) {
    if (isBrowsers(error)) {
      if (offered) return false
      throw new Error(sentenceOf(error))
    }
    throw error
  }
}

async function said<A>(work: () => Promise<A>): Promise<A> {
  try {
    return await work()
  } catch (error) {
    throw isBrowsers(error) ? new Error(sentenceOf(error)) : error
  }
}

const isBrowsers = (error: unknown): error is Error => error instanceof WebAuthnError || error instanceof DOMException

function sentenceOf(error: Error): string {
  if (error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED')
    return 'This device already has a passkey for your account.'
  return 'The browser ended it, or nothing was chosen. Try again.'
}
