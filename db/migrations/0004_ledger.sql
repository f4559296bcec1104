-- The books. Posted entries never change; balances per month are kept in the posting transaction.

CREATE TABLE accounts (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  code text NOT NULL CONSTRAINT accounts_code CHECK (code ~ '^[0-9]{3,8}$'),
  name text NOT NULL,
  type text NOT NULL CONSTRAINT accounts_type CHECK (type IN ('asset', 'liability', 'equity', 'income', 'expense')),
  contra boolean NOT NULL DEFAULT false,
  -- what the system calls it; null for accounts that a company added
  system_key text,
  -- moved only by its documents, never by a manual entry
  control boolean NOT NULL DEFAULT false,
  derived boolean NOT NULL DEFAULT false,
  description text,
  active boolean NOT NULL DEFAULT true,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  PRIMARY KEY (company_id, id),
  CONSTRAINT accounts_system_kept CHECK (system_key IS NULL OR deleted_at IS NULL)
);
CREATE UNIQUE INDEX accounts_code_key ON accounts (company_id, code) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX accounts_system_key ON accounts (company_id, system_key) WHERE system_key IS NOT NULL;
CALL wall('accounts');
CALL keep('accounts', 'entry_immutable');

CREATE FUNCTION keep_system_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.system_key IS NOT NULL AND (TG_OP = 'DELETE' OR (NEW.system_key, NEW.type, NEW.control, NEW.derived, NEW.contra)
      IS DISTINCT FROM (OLD.system_key, OLD.type, OLD.control, OLD.derived, OLD.contra)) THEN
    RAISE EXCEPTION 'a system account is kept' USING ERRCODE = '23514', CONSTRAINT = 'account_system_kept';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER system_account BEFORE UPDATE OR DELETE ON accounts FOR EACH ROW EXECUTE FUNCTION keep_system_account();

CREATE TABLE journal_entries (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  entry_date date NOT NULL,
  memo text NOT NULL,
  source_type text NOT NULL,
  source_id uuid NOT NULL,
  reverses_entry_id uuid,
  posted_at timestamptz NOT NULL,
  posted_by uuid,
  request_id text,
  PRIMARY KEY (company_id, id),
  CONSTRAINT journal_entries_reverses FOREIGN KEY (company_id, reverses_entry_id) REFERENCES journal_entries (company_id, id),
  CONSTRAINT journal_entries_source_key UNIQUE (company_id, source_type, source_id)
);
CREATE INDEX journal_entries_date_idx ON journal_entries (company_id, entry_date DESC, id DESC);
CREATE UNIQUE INDEX journal_entries_reversed_once ON journal_entries (company_id, reverses_entry_id) WHERE reverses_entry_id IS NOT NULL;
CALL wall('journal_entries');

CREATE TABLE journal_lines (
  company_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  line_no smallint NOT NULL,
  -- the entry's date again, so that an account's ledger is one index range
  entry_date date NOT NULL,
  account_id uuid NOT NULL,
  debit_cents bigint NOT NULL DEFAULT 0,
  credit_cents bigint NOT NULL DEFAULT 0,
  client_id uuid,
  project_id uuid,
  memo text,
  PRIMARY KEY (company_id, entry_id, line_no),
  CONSTRAINT journal_lines_entry FOREIGN KEY (company_id, entry_id) REFERENCES journal_entries (company_id, id),
  CONSTRAINT journal_lines_account FOREIGN KEY (company_id, account_id) REFERENCES accounts (company_id, id),
  CONSTRAINT journal_lines_one_side CHECK ((debit_cents > 0 AND credit_cents = 0) OR (credit_cents > 0 AND debit_cents = 0)),
  CONSTRAINT journal_lines_range CHECK (debit_cents <= 9007199254740991 AND credit_cents <= 9007199254740991)
);
-- The amounts ride along: reports sum the days of a broken month without touching the table.
CREATE INDEX journal_lines_account_idx ON journal_lines (company_id, account_id, entry_date, entry_id, line_no) INCLUDE (debit_cents, credit_cents);
CREATE INDEX journal_lines_client_idx ON journal_lines (company_id, client_id, account_id, entry_date) WHERE client_id IS NOT NULL;
CREATE INDEX journal_lines_project_idx ON journal_lines (company_id, project_id, account_id) WHERE project_id IS NOT NULL;
CALL wall('journal_lines');

-- Rollup: Σ of lines per account and month. Written only by the trigger below.
CREATE TABLE account_balances (
  company_id uuid NOT NULL,
  account_id uuid NOT NULL,
  month date NOT NULL,
  debit_cents bigint NOT NULL DEFAULT 0,
  credit_cents bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (company_id, account_id, month),
  CONSTRAINT account_balances_account FOREIGN KEY (company_id, account_id) REFERENCES accounts (company_id, id)
);
CALL wall('account_balances');
REVOKE INSERT, UPDATE, DELETE ON account_balances FROM ez360_app;

-- An entry and all its lines arrive in one statement (a CTE or posting function); this looks at the whole of it.
CREATE FUNCTION check_new_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad record; locked date;
BEGIN
  SELECT e.id, count(l.line_no) AS lines, coalesce(sum(l.debit_cents), 0) AS debits, coalesce(sum(l.credit_cents), 0) AS credits
    INTO bad
    FROM new_entries e LEFT JOIN journal_lines l ON l.company_id = e.company_id AND l.entry_id = e.id
    GROUP BY e.company_id, e.id
    HAVING count(l.line_no) < 2 OR sum(l.debit_cents) <> sum(l.credit_cents)
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'entry % has % lines, debits %, credits %', bad.id, bad.lines, bad.debits, bad.credits
      USING ERRCODE = '23514', CONSTRAINT = 'entry_unbalanced';
  END IF;
  FOR bad IN SELECT DISTINCT company_id FROM new_entries LOOP
    PERFORM pg_advisory_xact_lock_shared(books_lock_key(bad.company_id));
    SELECT c.books_locked_through INTO locked FROM companies c WHERE c.id = bad.company_id;
    IF locked IS NOT NULL AND EXISTS (SELECT FROM new_entries e WHERE e.company_id = bad.company_id AND e.entry_date <= locked) THEN
      RAISE EXCEPTION 'the books are locked through %', locked
        USING ERRCODE = '23514', CONSTRAINT = 'books_locked', DETAIL = locked::text;
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER new_entries AFTER INSERT ON journal_entries
  REFERENCING NEW TABLE AS new_entries FOR EACH STATEMENT EXECUTE FUNCTION check_new_entries();

-- Lines belong to an entry made in this very statement, stay out of control accounts when typed by hand, and feed the rollup.
CREATE FUNCTION check_new_lines() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT company_id, entry_id, count(*) AS added, min(entry_date) AS first, max(entry_date) AS last FROM new_lines GROUP BY 1, 2) n
    LEFT JOIN journal_entries e ON e.company_id = n.company_id AND e.id = n.entry_id
    WHERE e.id IS NULL OR n.first <> e.entry_date OR n.last <> e.entry_date
       OR n.added <> (SELECT count(*) FROM journal_lines l WHERE l.company_id = n.company_id AND l.entry_id = n.entry_id)
  ) THEN
    RAISE EXCEPTION 'lines are posted together with their entry' USING ERRCODE = '23514', CONSTRAINT = 'entry_immutable';
  END IF;
  IF EXISTS (
    SELECT FROM new_lines n
    JOIN accounts a ON a.company_id = n.company_id AND a.id = n.account_id
    JOIN journal_entries e ON e.company_id = n.company_id AND e.id = n.entry_id
    WHERE a.derived OR (a.control AND e.source_type = 'manual')
  ) THEN
    RAISE EXCEPTION 'control accounts are moved by their documents' USING ERRCODE = '23514', CONSTRAINT = 'account_controlled';
  END IF;
  INSERT INTO account_balances AS b (company_id, account_id, month, debit_cents, credit_cents)
    SELECT company_id, account_id, date_trunc('month', entry_date)::date, sum(debit_cents), sum(credit_cents)
    FROM new_lines GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (company_id, account_id, month) DO UPDATE
      SET debit_cents = b.debit_cents + excluded.debit_cents, credit_cents = b.credit_cents + excluded.credit_cents;
  RETURN NULL;
END $$;
CREATE TRIGGER new_lines AFTER INSERT ON journal_lines
  REFERENCING NEW TABLE AS new_lines FOR EACH STATEMENT EXECUTE FUNCTION check_new_lines();

CALL freeze('journal_entries', 'entry_immutable');
CALL freeze('journal_lines', 'entry_immutable');
CALL keep('account_balances', 'entry_immutable');
