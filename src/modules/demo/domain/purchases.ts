/** Something that a company of the demo buys again and again. */
export type Purchase = {
  merchant: string
  /** The default category by its key. */
  category: string
  /** Least and most. */
  cents: readonly [number, number]
  /** How often in a month. */
  often: number
  /** Person keys: who buys it. */
  by: readonly string[]
  /** With their own money, to be paid back. */
  own?: boolean
  /** For a project; its client pays, with this markup. */
  markup?: string
  notes?: readonly string[]
}

const maple: Purchase[] = [
  {
    merchant: 'Northern Rail',
    category: 'travel',
    cents: [2_800, 14_600],
    often: 0.8,
    by: ['mia', 'cy'],
    own: true,
    markup: '0',
    notes: ['Workshop on site', 'Photo day', 'Presentation of the drafts'],
  },
  {
    merchant: 'Lark Street Deli',
    category: 'meals',
    cents: [1_450, 6_800],
    often: 0.9,
    by: ['cy', 'mia', 'ada'],
    own: true,
    notes: ['Lunch with the client', 'Team lunch after the launch'],
  },
  {
    merchant: 'Letterform Foundry',
    category: 'software',
    cents: [3_900, 18_900],
    often: 0.5,
    by: ['mia'],
    markup: '10',
    notes: ['Typeface licence for the website'],
  },
  {
    merchant: 'Picturebank',
    category: 'software',
    cents: [1_200, 9_900],
    often: 0.7,
    by: ['cy', 'mia'],
    markup: '15',
    notes: ['Stock pictures', 'Pictures for the newsletter'],
  },
  {
    merchant: 'Canvas & Pixel',
    category: 'software',
    cents: [8_900, 8_900],
    often: 1,
    by: ['ben'],
    notes: ['Design tools, monthly'],
  },
  { merchant: 'Hudson Telecom', category: 'phone', cents: [11_200, 13_400], often: 1, by: ['ben'] },
  {
    merchant: 'Capital Couriers',
    category: 'postage',
    cents: [1_150, 4_800],
    often: 0.6,
    by: ['cy'],
    own: true,
    markup: '0',
    notes: ['Proofs to the client'],
  },
  { merchant: 'Paper Crane', category: 'office', cents: [2_200, 11_800], often: 0.5, by: ['ben', 'ada'] },
  {
    merchant: 'Type Days',
    category: 'training',
    cents: [39_000, 39_000],
    often: 0.08,
    by: ['mia'],
    notes: ['Conference ticket'],
  },
]

const oak: Purchase[] = [
  {
    merchant: 'Boulder Fuel Stop',
    category: 'vehicle',
    cents: [4_200, 9_800],
    often: 1.6,
    by: ['ted', 'olga'],
    own: true,
  },
  {
    merchant: 'Flatirons Hardware',
    category: 'equipment',
    cents: [1_900, 24_500],
    often: 1.1,
    by: ['ted'],
    own: true,
    markup: '20',
    notes: ['Fittings and boxes', 'Conduit and clamps', 'Bits and blades'],
  },
  {
    merchant: 'City of Boulder',
    category: 'other',
    cents: [8_500, 21_000],
    often: 0.5,
    by: ['olga'],
    markup: '0',
    notes: ['Permit for the panel'],
  },
  { merchant: 'Front Range Phone', category: 'phone', cents: [8_900, 9_700], often: 1, by: ['olga'] },
  {
    merchant: 'Canyon Burritos',
    category: 'meals',
    cents: [1_600, 4_400],
    often: 0.7,
    by: ['ted'],
    own: true,
    notes: ['Late shift'],
  },
  {
    merchant: 'Rocky Mutual',
    category: 'insurance',
    cents: [31_200, 31_200],
    often: 0.34,
    by: ['olga'],
    notes: ['Liability, quarterly'],
  },
]

export const purchases = { maple, oak } as const
