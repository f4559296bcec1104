import type { DemoClient, DemoItem, DemoProject, Story } from './story.ts'

const client = (
  key: string,
  organizationName: string,
  personName: string,
  street: string,
  city: string,
  postalCode: string,
): DemoClient => ({
  key,
  organizationName,
  personName,
  street,
  city,
  region: 'CO',
  postalCode,
  email: `office@${key}.example`,
})

const clients = [
  client('summit', 'Summit Property Care', 'Dana Reyes', '1500 Pearl Street', 'Boulder', '80302'),
  client('mesa', 'Mesa Builders', 'Greg Novak', '220 Industrial Road', 'Lafayette', '80026'),
  client('alder', 'Alder Grove School', 'Nina Patel', '48 Alder Drive', 'Longmont', '80501'),
  client('foxtail', 'Foxtail Brewery', 'Owen Hart', '3 Foxtail Court', 'Louisville', '80027'),
  client('cassidy', 'Cassidy Residence', 'June Cassidy', '71 Spruce Street', 'Boulder', '80302'),
  client('bright', 'Brightside Clinic', 'Dr. Amir Saleh', '900 Wellness Way', 'Broomfield', '80020'),
  client('granite', 'Granite Peak Hotel', 'Luisa Ferrer', '10 Peak View', 'Estes Park', '80517'),
  client('redrock', 'Red Rock Dairy', 'Paul Meier', '4410 County Road 7', 'Erie', '80516'),
]

const items: DemoItem[] = [
  {
    key: 'labour',
    name: 'Electrician',
    itemType: 'service',
    unit: 'hour',
    cents: 9_800,
    notes: ['Rough-in', 'Panel work', 'Fixtures and trim', 'Inspection with the city', 'Fault finding'],
  },
  {
    key: 'help',
    name: 'Helper',
    itemType: 'service',
    unit: 'hour',
    cents: 6_200,
    notes: ['Pulling cable', 'Trenching', 'Clean-up'],
  },
  { key: 'milestone', name: 'Contract milestone', itemType: 'service', unit: 'fixed', cents: 0 },
  { key: 'panel', name: 'Breaker panel, 200 A', itemType: 'product', unit: 'piece', cents: 42_000, taxable: true },
  { key: 'charger', name: 'Car charger, 11 kW', itemType: 'product', unit: 'piece', cents: 78_000, taxable: true },
  { key: 'fixture', name: 'LED fixture', itemType: 'product', unit: 'piece', cents: 8_900, taxable: true },
]

const projects: DemoProject[] = [
  { key: 'mesa-lot', client: 'mesa', name: 'Lot 14 wiring', from: 24, to: 19, hourly: 9_500 },
  { key: 'alder-gym', client: 'alder', name: 'Gym lighting', from: 22, to: 18, fee: 1_380_000 },
  { key: 'summit-svc', client: 'summit', name: 'Service calls', from: 21, to: 11, hourly: null },
  { key: 'fox-cold', client: 'foxtail', name: 'Cold store feed', from: 17, to: 13, hourly: 10_200, budgetHours: 120 },
  { key: 'cass-panel', client: 'cassidy', name: 'Panel upgrade', from: 14, to: 12, fee: 460_000 },
  { key: 'bright-er', client: 'bright', name: 'Backup power', from: 13, to: 7, hourly: null, budgetHours: 160 },
  { key: 'granite-w', client: 'granite', name: 'West wing rewiring', from: 10, to: 3, hourly: 9_900, budgetHours: 220 },
  { key: 'red-milk', client: 'redrock', name: 'Milking parlour', from: 8, to: 4, fee: 870_000 },
  { key: 'mesa-lot2', client: 'mesa', name: 'Lots 21–24 wiring', from: 6, to: 0, hourly: 9_700 },
  { key: 'alder-ev', client: 'alder', name: 'Car chargers', from: 4, to: 1, fee: 720_000 },
  { key: 'summit-new', client: 'summit', name: 'Service calls', from: 3, to: 0, hourly: null },
  { key: 'fox-tap', client: 'foxtail', name: 'Taproom lighting', from: 2, to: 0, fee: 540_000 },
]

/** An electrician in Boulder, where Ada of Maple Studio helps as a manager. */
export const oak: Story = {
  key: 'oak',
  seed: 77_031,
  company: {
    name: 'Oak Electric',
    email: 'office@oak.example',
    phone: '+1 303 555 0187',
    website: 'https://oak.example',
    street: '305 Walnut Street',
    city: 'Boulder',
    region: 'CO',
    postalCode: '80302',
    timeZone: 'America/Denver',
    salesTaxPercent: '4.5',
    accentColor: '#2f6b4f',
  },
  people: [
    {
      key: 'olga',
      name: 'Olga Petrov',
      email: 'olga@oak.example',
      role: 'owner',
      billingRateCents: 9_800,
      costRateCents: 5_200,
      logs: 0.45,
    },
    {
      key: 'ada',
      name: 'Ada Byrne',
      email: 'ada@maple.example',
      role: 'manager',
      billingRateCents: 9_000,
      costRateCents: 4_500,
      logs: 0.05,
    },
    {
      key: 'ted',
      name: 'Ted Alvarez',
      email: 'ted@oak.example',
      role: 'staff',
      billingRateCents: 8_500,
      costRateCents: 3_900,
      logs: 0.6,
    },
  ],
  owner: 'olga',
  approver: 'olga',
  biller: 'olga',
  bookkeeper: 'olga',
  timer: 'ted',
  clients,
  items,
  projects,
  retainers: [{ client: 'granite', name: 'Monthly safety inspection', cents: 32_000 }],
  costs: [
    {
      code: '6100',
      name: 'Workshop rent',
      cents: 120_000,
      vendor: {
        name: 'Front Range Storage',
        email: 'leasing@frontrange.example',
        phone: '303 555 0107',
        street: '4400 Depot Road',
        termsDays: 5,
      },
    },
    { code: '6200', name: 'Vans and fuel', cents: 98_000 },
    { code: '6300', name: 'Payroll', cents: 640_000 },
  ],
  supplier: {
    name: 'Copperline Supply',
    email: 'orders@copperline.example',
    phone: '303 555 0190',
    street: '9 Mill Court',
    termsDays: 30,
    things: [
      { name: 'Cable and conduit', cents: 83_900 },
      { name: 'Breakers and panels', cents: 56_400 },
    ],
  },
}
