/** The first steps of a company, in the order in which they make sense. */
export const stepKeys = ['profile', 'client', 'project', 'time', 'invoice', 'sent', 'payment'] as const
export type StepKey = (typeof stepKeys)[number]
