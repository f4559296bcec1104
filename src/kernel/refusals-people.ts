/** What companies and their members are refused; part of the one table in `refusals.ts`. */
export const peopleRefusals = {
  last_owner_kept: {
    status: 409,
    text: 'A company always has an owner. Make somebody else an owner first.',
  },
  owner_needed: { status: 403, text: 'Only an owner can make, change or remove owners. Ask an owner of the company.' },
  restore_parent_first: {
    status: 409,
    text: 'The {parent} that this belongs to is deleted too. Bring that back first.',
  },
  invoice_draft_gone: {
    status: 409,
    text: 'The time and expenses of a deleted invoice draft are free to be billed again. Make a new draft from them.',
  },
  webhook_gone: { status: 409, text: 'The secret of a deleted webhook is not used again. Add the address anew.' },
  member_left: { status: 409, text: 'This person no longer works here. Bring them back first.' },
  member_active: { status: 409, text: 'This person works here already.' },
  member_is_you: { status: 409, text: 'That is you. Leave the company instead.' },
  invite_open: {
    status: 409,
    text: 'This address has an open invite already. Send that one again, or take it back first.',
  },
  invite_over: {
    status: 410,
    text: 'This invite was used, taken back, replaced by a newer one, or is too old. Ask for a new one.',
  },
  invite_for_other_address: {
    status: 403,
    text: 'This invite is for {email}. Sign out and sign in with that address, or ask for an invite to yours.',
  },
  invite_account_exists: {
    status: 409,
    text: 'There is an account with this address already. Sign in with it to accept the invite.',
  },
  company_closed: {
    status: 409,
    text: 'This company is closed, and everything in it stays as it was. An owner can open it again.',
  },
  company_asleep: {
    status: 409,
    text: 'This company takes no answers here at the moment: its account is closed or paused. Please ask them directly.',
  },
  company_not_closed: { status: 409, text: 'This company is open already.' },
  invites_too_many: {
    status: 429,
    text: 'Enough invites were sent for now. Wait {seconds} seconds, then send again.',
  },
} as const
