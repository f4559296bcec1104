import { lazy } from 'react'
import { screen, type WebModule } from '#ui/module.ts'
import { StepUpHost } from './second-factor/step-up-host.tsx'

/** Sign-in and what surrounds it; inside a company, the question for the second factor. */
export const identity: WebModule = {
  banner: StepUpHost,
  outside: (root) => [
    screen(root, '/sign-in', () => import('./sign-in.tsx'), 'SignIn'),
    screen(root, '/two-factor', () => import('./two-factor.tsx'), 'TwoFactor'),
    screen(root, '/sign-up', () => import('./sign-up.tsx'), 'SignUp'),
    screen(root, '/verify', () => import('./verify.tsx'), 'Verify'),
    screen(root, '/forgot', () => import('./forgot.tsx'), 'Forgot'),
    screen(root, '/account', () => import('./account/account.tsx'), 'AccountScreen'),
    screen(root, '/account/email-change', () => import('./account/email-change.tsx'), 'EmailChange'),
    screen(root, '/reset', () => import('./reset.tsx'), 'Reset'),
  ],
}

/** The page around the forms of people who are not in a company, for modules that have one: an invite. */
export const PublicFrame = lazy(async () => ({ default: (await import('./frame.tsx')).Frame }))
/** A password that is being chosen. */
export const NewPasswordField = lazy(async () => ({ default: (await import('./new-password.tsx')).NewPassword }))

/** Signs in; throws a problem with a sentence. */
export async function signInWith(email: string, password: string): Promise<void> {
  const { auth } = await import('./auth.ts')
  await auth('/sign-in/email', { email, password, rememberMe: true })
}
