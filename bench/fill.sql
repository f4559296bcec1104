-- Years of invoices in one company, by the books: drafted, sent, most of them paid, each with its entries. Run where no
-- trigger works; the rollups follow by SQL, and the bench asks checkInvariants whether all agrees.

CREATE SCHEMA IF NOT EXISTS bench;

CREATE FUNCTION bench.fill(company uuid, person uuid, invoices integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CREATE TEMP TABLE filled ON COMMIT DROP AS
  WITH client AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS at FROM clients WHERE company_id = company),
  drawn AS (
    SELECT n, uuidv7() AS id, uuidv7() AS entry_id, uuidv7() AS payment_id, uuidv7() AS payment_entry_id,
           current_date - (n::bigint * 1825 / invoices)::int AS issued_on, 20000 + n::bigint * 7919 % 400000 AS price
    FROM generate_series(1, invoices) AS n
  ), priced AS (
    -- of the last 90 days two in ten are open, of those before two in a hundred
    SELECT *, price * 825 / 10000 AS tax, to_char(issued_on, 'YYYY-MM') AS period,
           CASE WHEN issued_on > current_date - 90 THEN n % 10 ELSE n % 100 END AS owing,
           row_number() OVER (PARTITION BY to_char(issued_on, 'YYYY-MM') ORDER BY issued_on, n) AS seq
    FROM drawn
  )
  SELECT p.*, c.id AS client_id, 3 * (price + tax) AS total, least(issued_on + 10, current_date) AS paid_on,
         CASE owing WHEN 0 THEN 'sent' WHEN 1 THEN 'partially_paid' ELSE 'paid' END AS state,
         CASE owing WHEN 0 THEN 0 WHEN 1 THEN price ELSE 3 * (price + tax) END AS paid
  FROM priced p JOIN client c ON c.at = p.n % (SELECT count(*) FROM client);

  INSERT INTO documents (company_id, id, document_type, state, number, number_period, number_seq, client_id, issued_on, due_on,
      subtotal_cents, tax_cents, total_cents, balance_due_cents, sent_at, paid_at, created_by, created_at,
      moved_from, moved_to, owed_class)
    SELECT company, id, 'invoice', state, to_char(issued_on, 'YY/MM/') || lpad(seq::text, greatest(3, length(seq::text)), '0'), period, seq,
      client_id, issued_on, issued_on + 30, 3 * price, 3 * tax, total, total - paid, issued_on,
      CASE state WHEN 'paid' THEN paid_on END, person, issued_on, moved_on, moved_on, class_owed(issued_on, moved_on, moved_on, total - paid)
    FROM (SELECT *, CASE WHEN paid > 0 THEN paid_on END AS moved_on FROM filled) f;
  INSERT INTO document_lines (company_id, document_id, id, position, name, quantity, unit_price_cents, taxable, tax_percent, tax_cents, subtotal_cents, total_cents)
    SELECT company, id, uuidv7(), 1, 'Work', 3, price, true, 8.25, 3 * tax, 3 * price, total FROM filled;
  -- what search_starts makes of a number such as 26/11/014
  INSERT INTO search_words (company_id, subject, word, subject_id)
    SELECT company, 'documents', w.word, d.id FROM documents d
    CROSS JOIN LATERAL (VALUES (d.number), (substr(d.number, 4)), (substr(d.number, 7))) AS w (word)
    WHERE d.company_id = company AND d.number IS NOT NULL;
  INSERT INTO number_counters (company_id, series, period, last_number)
    SELECT company, 'invoice', period, max(seq) FROM filled GROUP BY period;
  INSERT INTO payments (company_id, id, client_id, received_on, method, amount_cents, created_by, created_at)
    SELECT company, payment_id, client_id, paid_on, 'ach', paid, person, paid_on FROM filled WHERE paid > 0;
  INSERT INTO payment_allocations (company_id, id, payment_id, document_id, amount_cents)
    SELECT company, uuidv7(), payment_id, id, paid FROM filled WHERE paid > 0;

  INSERT INTO journal_entries (company_id, id, entry_date, memo, source_type, source_id, posted_at, posted_by)
    SELECT company, entry_id, issued_on, 'Invoice', 'invoice', id, now(), person FROM filled
    UNION ALL SELECT company, payment_entry_id, paid_on, 'Payment', 'payment', payment_id, now(), person FROM filled WHERE paid > 0;
  INSERT INTO journal_lines (company_id, entry_id, line_no, entry_date, account_id, debit_cents, credit_cents, client_id)
    SELECT company, l.entry_id, l.line, l.day, a.id, l.debit, l.credit, l.client_id FROM (
      SELECT entry_id, 1 AS line, issued_on AS day, 'accounts_receivable' AS account, total AS debit, 0 AS credit, client_id FROM filled
      UNION ALL SELECT entry_id, 2, issued_on, 'revenue', 0, 3 * price, client_id FROM filled
      UNION ALL SELECT entry_id, 3, issued_on, 'sales_tax_payable', 0, 3 * tax, client_id FROM filled
      UNION ALL SELECT payment_entry_id, 1, paid_on, 'cash', paid, 0, client_id FROM filled WHERE paid > 0
      UNION ALL SELECT payment_entry_id, 2, paid_on, 'accounts_receivable', 0, paid, client_id FROM filled WHERE paid > 0) l
    JOIN accounts a ON a.company_id = company AND a.system_key = l.account;
  INSERT INTO account_balances (company_id, account_id, month, debit_cents, credit_cents)
    SELECT company, account_id, date_trunc('month', entry_date)::date, sum(debit_cents), sum(credit_cents)
    FROM journal_lines WHERE company_id = company GROUP BY 2, 3;
END $$;

-- Companies beside it, each with some clients and invoices, for which nobody asks.
CREATE FUNCTION bench.neighbours(many integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  person uuid := uuidv7();
BEGIN
  INSERT INTO users (id, name, email, email_verified) VALUES (person, 'Neighbour', 'neighbour@house.test', true);
  CREATE TEMP TABLE beside ON COMMIT DROP AS SELECT n, uuidv7() AS id FROM generate_series(1, many) AS n;
  CREATE TEMP TABLE their_clients ON COMMIT DROP AS
    SELECT b.n, b.id AS company_id, uuidv7() AS id, 'Client ' || c AS name FROM beside b, generate_series(1, 5) AS c;
  INSERT INTO companies (id, name, time_zone) SELECT id, 'Neighbour ' || n, 'UTC' FROM beside;
  INSERT INTO members (company_id, id, user_id, role, display_name) SELECT id, uuidv7(), person, 'owner', 'Bench' FROM beside;
  INSERT INTO clients (company_id, id, organization_name) SELECT company_id, id, name FROM their_clients;
  INSERT INTO search_words (company_id, subject, word, subject_id)
    SELECT c.company_id, 'clients', s.word, c.id FROM their_clients c, search_starts(lower(c.name || '  ')) AS s (word);
  INSERT INTO documents (company_id, id, document_type, state, number, number_period, number_seq, client_id, issued_on, due_on,
      subtotal_cents, total_cents, balance_due_cents, sent_at, created_by, owed_class)
    SELECT company_id, uuidv7(), 'invoice', 'sent', '26/01/' || lpad(k::text, 3, '0'), '2026-01', k, id, date '2026-01-01' + k, date '2026-02-01' + k,
      1000, 1000, 1000, now(), person, 12
    FROM (SELECT c.*, (row_number() OVER (PARTITION BY company_id))::int AS k FROM their_clients c, generate_series(0, 1)) d;
END $$;
