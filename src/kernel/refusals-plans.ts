/** What a subscription and its seats refuse; part of the one table in `refusals.ts`. */
export const planRefusals = {
  plan_needed: {
    status: 403,
    text: 'This is part of the {plan} plan. The owner can change the plan under Settings, Plan.',
  },
  seats_full: {
    status: 409,
    text: 'All seats of the plan are taken. Deactivate somebody, or ask the owner for another seat or a larger plan under Settings, Plan.',
  },
  seats_in_use: {
    status: 409,
    text: '{inUse} people have a seat and that plan has {seats}. Deactivate members first, or keep the seats.',
  },
  subscription_kept: { status: 409, text: 'The record of a subscription is kept. It ends by being cancelled.' },
  subscription_outdated: { status: 409, text: 'Something newer is known of this subscription. Reload to see it.' },
  subscription_over: { status: 409, text: 'This subscription has ended and stays so. Start a new one.' },
} as const
