import type { Invariant } from './invariant.ts'

/** Tenant tables are those behind the wall. */
const tenantTables =
  "SELECT c.oid, c.relname FROM pg_class c JOIN pg_policy y ON y.polrelid = c.oid AND y.polname = 'company_wall' WHERE c.relkind = 'r'"

export const wallInvariants: readonly Invariant[] = [
  {
    rule: 9,
    name: 'references-stay-inside',
    says: 'Every reference between records of companies names the company on both sides, and every table stands behind the wall.',
    sql: `WITH tenant AS (${tenantTables})
          SELECT 'table' AS "subjectType", NULL::uuid AS "subjectId", format('%s.%s refers without the company', t.relname, k.conname) AS detail
          FROM pg_constraint k JOIN tenant t ON t.oid = k.conrelid JOIN tenant f ON f.oid = k.confrelid
          WHERE k.contype = 'f' AND $1::uuid IS NOT NULL AND f.relname <> 'companies' AND NOT EXISTS (
            SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
              AND a.attname = CASE WHEN t.relname = 'companies' THEN 'id' ELSE 'company_id' END)
          UNION ALL
          SELECT 'table', NULL, format('%s has a company and no wall', c.relname)
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'company_id' AND a.attnotnull AND NOT a.attisdropped
          WHERE c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
  },
  {
    rule: 9,
    name: 'parties-agree',
    says: 'What is allocated, applied or billed belongs to the client of its invoice.',
    sql: `SELECT 'payment' AS "subjectType", p.id AS "subjectId", 'pays an invoice of another client' AS detail
          FROM payment_allocations a
          JOIN payments p ON p.company_id = a.company_id AND p.id = a.payment_id
          JOIN documents d ON d.company_id = a.company_id AND d.id = a.document_id
          WHERE a.company_id = $1 AND p.client_id <> d.client_id
          UNION ALL
          SELECT 'credit_application', c.id, 'pays an invoice of another client'
          FROM credit_applications c JOIN documents d ON d.company_id = c.company_id AND d.id = c.document_id
          WHERE c.company_id = $1 AND c.client_id <> d.client_id
          UNION ALL
          SELECT 'credit_note', n.id, 'credits an invoice of another client'
          FROM credit_notes n JOIN documents d ON d.company_id = n.company_id AND d.id = n.document_id
          WHERE n.company_id = $1 AND n.client_id <> d.client_id
          UNION ALL
          SELECT 'write_off', w.id, 'writes off an invoice of another client'
          FROM write_offs w JOIN documents d ON d.company_id = w.company_id AND d.id = w.document_id
          WHERE w.company_id = $1 AND w.client_id <> d.client_id
          UNION ALL
          SELECT 'time_entry', t.id, 'names a line that is not on its invoice'
          FROM time_entries t
          WHERE t.company_id = $1 AND t.document_line_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM document_lines l WHERE l.company_id = t.company_id AND l.document_id = t.document_id AND l.id = t.document_line_id)`,
  },
]
