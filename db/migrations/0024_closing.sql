-- What was proved about the books, and when. Proofs and seals are added, never changed.

CREATE TABLE company_proofs (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  proved_at timestamptz NOT NULL,
  rules smallint NOT NULL CONSTRAINT company_proofs_rules CHECK (rules > 0),
  -- the rules that did not hold, each with the records that broke it
  broken jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (company_id, id)
);
CREATE INDEX company_proofs_recent_idx ON company_proofs (company_id, proved_at DESC, id DESC);
CALL wall('company_proofs');
CALL freeze('company_proofs', 'proof_immutable');

-- A chain over the journal: each seal covers the entries posted since the one before, and its hash takes that one's in.
CREATE TABLE journal_seals (
  company_id uuid NOT NULL REFERENCES companies (id),
  seq integer NOT NULL CONSTRAINT journal_seals_seq CHECK (seq > 0),
  -- covers what was posted before this instant
  posted_before timestamptz NOT NULL,
  entries integer NOT NULL CONSTRAINT journal_seals_entries CHECK (entries > 0),
  hash text NOT NULL CONSTRAINT journal_seals_hash CHECK (hash ~ '^[0-9a-f]{64}$'),
  sealed_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, seq)
);
CALL wall('journal_seals');
CALL freeze('journal_seals', 'proof_immutable');

-- What every invoice owes by what happened to it; documents.balance_due_cents is its rollup.
CREATE VIEW invoice_balances WITH (security_invoker = true) AS
  SELECT d.company_id, d.id AS document_id,
    CASE WHEN d.state IN ('draft', 'void') THEN 0
      ELSE d.total_cents - coalesce(paid.cents, 0) - coalesce(used.cents, 0) - coalesce(noted.cents, 0) - coalesce(lost.cents, 0) END AS due_cents
  FROM documents d
  LEFT JOIN (SELECT a.company_id, a.document_id, sum(a.amount_cents - a.refunded_cents) AS cents FROM payment_allocations a
    JOIN payments p ON p.company_id = a.company_id AND p.id = a.payment_id AND p.state = 'succeeded'
    WHERE NOT EXISTS (SELECT FROM payment_reversals r WHERE r.company_id = a.company_id AND r.payment_id = a.payment_id)
    GROUP BY 1, 2) paid ON paid.company_id = d.company_id AND paid.document_id = d.id
  LEFT JOIN (SELECT c.company_id, c.document_id, sum(c.amount_cents) AS cents FROM credit_applications c
    WHERE NOT EXISTS (SELECT FROM credit_application_reversals r WHERE r.company_id = c.company_id AND r.application_id = c.id)
    GROUP BY 1, 2) used ON used.company_id = d.company_id AND used.document_id = d.id
  LEFT JOIN (SELECT n.company_id, n.document_id, sum(n.ar_applied_cents) AS cents FROM credit_notes n
    WHERE n.state = 'posted' AND NOT EXISTS (SELECT FROM credit_note_reversals r WHERE r.company_id = n.company_id AND r.credit_note_id = n.id)
    GROUP BY 1, 2) noted ON noted.company_id = d.company_id AND noted.document_id = d.id
  LEFT JOIN (SELECT w.company_id, w.document_id, sum(w.amount_cents) AS cents FROM write_offs w
    WHERE NOT EXISTS (SELECT FROM write_off_reversals r WHERE r.company_id = w.company_id AND r.write_off_id = w.id)
    GROUP BY 1, 2) lost ON lost.company_id = d.company_id AND lost.document_id = d.id
  WHERE d.document_type = 'invoice';

-- Rebuilds the monthly balances of the company in scope from its lines; answers how many rows were wrong. The rollup is
-- written by triggers and by this only. Postings wait on the lock of the books while it works.
CREATE FUNCTION rebuild_account_balances() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE wrong integer; gone integer;
BEGIN
  PERFORM pg_advisory_xact_lock(books_lock_key(current_company()));
  WITH truth AS (
    SELECT account_id, date_trunc('month', entry_date)::date AS month, sum(debit_cents) AS debits, sum(credit_cents) AS credits
    FROM journal_lines WHERE company_id = current_company() GROUP BY 1, 2
  ), fixed AS (
    INSERT INTO account_balances AS b (company_id, account_id, month, debit_cents, credit_cents)
    SELECT current_company(), account_id, month, debits, credits FROM truth
    ON CONFLICT (company_id, account_id, month) DO UPDATE SET debit_cents = excluded.debit_cents, credit_cents = excluded.credit_cents
      WHERE (b.debit_cents, b.credit_cents) IS DISTINCT FROM (excluded.debit_cents, excluded.credit_cents)
    RETURNING 1
  ) SELECT count(*) INTO wrong FROM fixed;
  DELETE FROM account_balances b WHERE b.company_id = current_company() AND NOT EXISTS (
    SELECT FROM journal_lines l WHERE l.company_id = b.company_id AND l.account_id = b.account_id
      AND l.entry_date >= b.month AND l.entry_date < b.month + interval '1 month');
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN wrong + gone;
END $$;
