import { screen, type WebModule } from '#ui/module.ts'

/** Sign-in and what surrounds it. */
export const identity: WebModule = {
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
