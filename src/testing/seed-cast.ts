import pg from 'pg'
import { cast, companies } from './cast.ts'

/** Users, companies and members of the cast, by plain SQL as the owner: they exist before any command can run. */
export async function seedCast(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    for (const { userId, name, email } of Object.values(cast)) {
      await client.query('INSERT INTO users (id, name, email, email_verified) VALUES ($1, $2, $3, true)', [
        userId,
        name,
        email,
      ])
    }
    for (const company of Object.values(companies)) {
      await client.query(`BEGIN; SET LOCAL app.company_id = '${company.id}'`)
      await client.query(
        "INSERT INTO companies (id, name, time_zone, sales_tax_percent, address_line1, city, region, postal_code, country, email) VALUES ($1, $2, $3, 8.25, '12 Main Street', 'Albany', 'NY', '12207', 'US', 'hello@company.test')",
        [company.id, company.name, company.timeZone],
      )
      for (const person of Object.values(cast).filter(({ companyId }) => companyId === company.id)) {
        await client.query(
          'INSERT INTO members (company_id, id, user_id, role, display_name, billing_rate_cents, cost_rate_cents) VALUES ($1, $2, $3, $4, $5, 10000, 5000)',
          [company.id, person.memberId, person.userId, person.role, person.name],
        )
      }
      await client.query('COMMIT')
    }
  } finally {
    await client.end()
  }
}
