import type { Invariant } from './invariant.ts'

export const documentInvariants: readonly Invariant[] = [
  {
    rule: 5,
    name: 'document-totals',
    says: 'A document is its subtotal less discount plus tax, and its balance lies between zero and its total.',
    sql: `SELECT document_type AS "subjectType", id AS "subjectId",
            format('subtotal %s, discount %s, tax %s, total %s, due %s', subtotal_cents, discount_cents, tax_cents, total_cents, balance_due_cents) AS detail
          FROM documents WHERE company_id = $1
            AND (total_cents <> subtotal_cents - discount_cents + tax_cents OR total_cents < 0 OR balance_due_cents NOT BETWEEN 0 AND total_cents)`,
  },
  {
    rule: 5,
    name: 'document-lines',
    says: 'The lines of a document sum to it, and each is its own subtotal less discount plus tax.',
    sql: `SELECT d.document_type AS "subjectType", d.id AS "subjectId", format('total %s, lines %s', d.total_cents, s.total) AS detail
          FROM documents d
          CROSS JOIN LATERAL (
            SELECT coalesce(sum(subtotal_cents), 0) AS subtotal, coalesce(sum(discount_cents), 0) AS discount, coalesce(sum(tax_cents), 0) AS tax,
                   coalesce(sum(total_cents), 0) AS total, coalesce(bool_or(total_cents <> subtotal_cents - discount_cents + tax_cents), false) AS wrong
            FROM document_lines l WHERE l.company_id = d.company_id AND l.document_id = d.id) s
          WHERE d.company_id = $1 AND d.deleted_at IS NULL
            AND (s.wrong OR (s.subtotal, s.discount, s.tax, s.total) IS DISTINCT FROM (d.subtotal_cents, d.discount_cents, d.tax_cents, d.total_cents))`,
  },
  {
    rule: 5,
    name: 'payments-in-range',
    says: 'A payment is never refunded or allocated beyond its amount.',
    sql: `SELECT 'payment' AS "subjectType", p.id AS "subjectId", format('amount %s, refunded %s, allocated %s', p.amount_cents, p.refunded_cents, coalesce(a.cents, 0)) AS detail
          FROM payments p
          LEFT JOIN (SELECT payment_id, sum(amount_cents) AS cents FROM payment_allocations WHERE company_id = $1 GROUP BY payment_id) a ON a.payment_id = p.id
          WHERE p.company_id = $1 AND (p.refunded_cents NOT BETWEEN 0 AND p.amount_cents OR coalesce(a.cents, 0) > p.amount_cents)`,
  },
  {
    rule: 8,
    name: 'numbers-gapless',
    says: 'Numbers are unique and without gaps per type and period, from the number that the period was opened with.',
    sql: `SELECT 'number_series' AS "subjectType", NULL::uuid AS "subjectId",
            format('%s %s: %s numbers from %s to %s, counter from %s to %s', d.document_type, d.number_period, d.taken, d.first, d.last, c.first_number, c.last_number) AS detail
          FROM (SELECT document_type, number_period, count(DISTINCT number_seq) AS taken, count(*) AS rows, min(number_seq) AS first, max(number_seq) AS last
                FROM documents WHERE company_id = $1 AND number IS NOT NULL GROUP BY 1, 2) d
          LEFT JOIN number_counters c ON c.company_id = $1 AND c.series = d.document_type AND c.period = d.number_period
          WHERE d.first IS DISTINCT FROM c.first_number OR d.taken <> d.last - d.first + 1 OR d.rows <> d.taken OR c.last_number IS DISTINCT FROM d.last`,
  },
]
