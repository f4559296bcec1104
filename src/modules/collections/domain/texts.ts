/** What the words in braces stand for. */
export type Filling = { client: string; number: string; amount: string; due: string; company: string }

/** The text with its words filled in; unknown ones stay as they were typed. */
export function filled(text: string, words: Filling): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => words[name as keyof Filling] ?? all)
}

/** Where a company starts from when it switches reminders on. */
export const startingRules = [
  {
    offsetDays: -3,
    subject: 'Invoice {number} is due on {due}',
    message:
      'Hello {client},\n\nthis is a friendly note that invoice {number} over {amount} is due on {due}. If it is already on its way, thank you.',
  },
  {
    offsetDays: 1,
    subject: 'Invoice {number} was due on {due}',
    message:
      'Hello {client},\n\nperhaps it slipped by: invoice {number} over {amount} was due on {due}. You can see and pay it with the button below.',
  },
  {
    offsetDays: 14,
    subject: 'Invoice {number} is past due',
    message:
      'Hello {client},\n\ninvoice {number} over {amount} has been past due since {due}. Please pay it, or tell us what is in the way.',
  },
] as const

/** The words of a statement that is sent by itself or as a reminder. */
export const statementTexts = {
  statement: 'Hello {client},\n\nhere is your statement. {amount} is open.',
  friendly: 'Hello {client},\n\na friendly reminder: {amount} is open on your account. The statement is attached.',
  past_due:
    'Hello {client},\n\n{amount} on your account is past due. The statement is attached. Please pay it, or tell us what is in the way.',
} as const
