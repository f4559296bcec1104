/**
 * What an hour of a time entry `t` costs the client today: the project's rate, else the price of its service when that
 * is by the hour, else the member's. In SQL, because lists of time need it per row; null when nobody set one.
 */
export const rateColumn = `coalesce(p.hourly_rate_cents, CASE WHEN i.unit = 'hour' THEN i.unit_price_cents END, m.billing_rate_cents)`

export const rateJoins = `
  JOIN members m ON m.company_id = t.company_id AND m.id = t.member_id
  LEFT JOIN projects p ON p.company_id = t.company_id AND p.id = t.project_id
  LEFT JOIN catalog_items i ON i.company_id = t.company_id AND i.id = t.catalog_item_id`
