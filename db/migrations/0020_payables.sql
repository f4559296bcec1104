-- What the company owes: vendors, their bills, what was paid on them, and bills that come back.

CREATE TABLE vendors (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  name text NOT NULL,
  sort_name text GENERATED ALWAYS AS (lower(name)) STORED,
  email text,
  phone text,
  address_line1 text,
  address_line2 text,
  city text,
  region text,
  postal_code text,
  country char(2),
  tax_id text,
  payment_terms_days smallint CONSTRAINT vendors_terms CHECK (payment_terms_days BETWEEN 0 AND 365),
  default_expense_account_id uuid,
  notes text,
  search_text text GENERATED ALWAYS AS (lower(name || ' ' || coalesce(email, ''))) STORED,
  archived_at timestamptz,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT vendors_expense_account FOREIGN KEY (company_id, default_expense_account_id) REFERENCES accounts (company_id, id)
);
CREATE INDEX vendors_name_idx ON vendors (company_id, sort_name, id);
CREATE INDEX vendors_recent_idx ON vendors (company_id, created_at DESC, id DESC);
CALL wall('vendors');
CALL keep('vendors', 'vendor_kept');
CALL searchable('vendors');

-- A bill that comes back: what it says, and when the next one is due to be made.
CREATE TABLE recurring_bills (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  vendor_id uuid NOT NULL,
  name text NOT NULL,
  sort_name text GENERATED ALWAYS AS (lower(name)) STORED,
  state text NOT NULL DEFAULT 'active' CONSTRAINT recurring_bills_state CHECK (state IN ('active', 'paused', 'ended')),
  frequency text NOT NULL CONSTRAINT recurring_bills_frequency CHECK (frequency IN ('weekly', 'monthly', 'yearly')),
  every smallint NOT NULL CONSTRAINT recurring_bills_every CHECK (every BETWEEN 1 AND 99),
  -- 31 means the last day of the month
  day_of_month smallint CONSTRAINT recurring_bills_day CHECK (day_of_month BETWEEN 1 AND 31),
  starts_on date NOT NULL,
  ends_on date,
  -- null when there is no further one
  next_run_on date,
  due_days smallint NOT NULL CONSTRAINT recurring_bills_due_days CHECK (due_days BETWEEN 0 AND 365),
  posts boolean NOT NULL,
  notes text,
  total_cents bigint NOT NULL,
  -- why the last bill was left as a draft although it should have been posted
  problem text,
  created_by uuid,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT recurring_bills_vendor FOREIGN KEY (company_id, vendor_id) REFERENCES vendors (company_id, id),
  CONSTRAINT recurring_bills_day_needed CHECK ((day_of_month IS NULL) = (frequency = 'weekly')),
  CONSTRAINT recurring_bills_next CHECK ((state = 'ended') = (next_run_on IS NULL)),
  CONSTRAINT recurring_bills_ends CHECK (ends_on >= starts_on)
);
CREATE INDEX recurring_bills_next_idx ON recurring_bills (company_id, next_run_on, id) WHERE state = 'active';
CREATE INDEX recurring_bills_name_idx ON recurring_bills (company_id, sort_name, id);
CREATE INDEX recurring_bills_vendor_idx ON recurring_bills (company_id, vendor_id);
CALL wall('recurring_bills');
CALL keep('recurring_bills', 'bill_kept');

CREATE TABLE recurring_bill_lines (
  company_id uuid NOT NULL,
  recurring_bill_id uuid NOT NULL,
  id uuid NOT NULL,
  position smallint NOT NULL,
  account_id uuid NOT NULL,
  description text,
  quantity numeric(14, 4) NOT NULL,
  unit_price_cents bigint NOT NULL,
  tax_cents bigint NOT NULL DEFAULT 0,
  client_id uuid,
  project_id uuid,
  PRIMARY KEY (company_id, recurring_bill_id, id),
  CONSTRAINT recurring_bill_lines_plan FOREIGN KEY (company_id, recurring_bill_id) REFERENCES recurring_bills (company_id, id),
  CONSTRAINT recurring_bill_lines_account FOREIGN KEY (company_id, account_id) REFERENCES accounts (company_id, id),
  CONSTRAINT recurring_bill_lines_client FOREIGN KEY (company_id, client_id) REFERENCES clients (company_id, id),
  CONSTRAINT recurring_bill_lines_project FOREIGN KEY (company_id, project_id) REFERENCES projects (company_id, id)
);
CREATE UNIQUE INDEX recurring_bill_lines_position_key ON recurring_bill_lines (company_id, recurring_bill_id, position);
CALL wall('recurring_bill_lines');

CREATE TABLE bills (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  vendor_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'draft' CONSTRAINT bills_state CHECK (state IN ('draft', 'posted', 'partially_paid', 'paid', 'void')),
  -- what the vendor calls it
  number text,
  number_key text GENERATED ALWAYS AS (lower(number)) STORED,
  billed_on date NOT NULL,
  due_on date NOT NULL,
  notes text,
  subtotal_cents bigint NOT NULL DEFAULT 0,
  tax_cents bigint NOT NULL DEFAULT 0,
  total_cents bigint NOT NULL DEFAULT 0,
  -- rollup: the total less live payments; zero for drafts and void ones
  balance_due_cents bigint NOT NULL DEFAULT 0,
  -- the day of its entry, and that of its reversal
  booked_on date,
  voided_on date,
  posted_at timestamptz,
  voided_at timestamptz,
  paid_at timestamptz,
  recurring_bill_id uuid,
  planned_on date,
  created_by uuid,
  search_text text GENERATED ALWAYS AS (lower(coalesce(number, ''))) STORED,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  PRIMARY KEY (company_id, id),
  CONSTRAINT bills_vendor FOREIGN KEY (company_id, vendor_id) REFERENCES vendors (company_id, id),
  CONSTRAINT bills_recurring FOREIGN KEY (company_id, recurring_bill_id) REFERENCES recurring_bills (company_id, id),
  CONSTRAINT bills_planned CHECK ((recurring_bill_id IS NULL) = (planned_on IS NULL)),
  CONSTRAINT bills_due CHECK (due_on >= billed_on),
  CONSTRAINT bills_total CHECK (total_cents = subtotal_cents + tax_cents),
  CONSTRAINT bill_total_negative CHECK (total_cents >= 0),
  CONSTRAINT bill_too_large CHECK (total_cents <= 99999999999 AND abs(subtotal_cents) <= 99999999999 AND abs(tax_cents) <= 99999999999),
  CONSTRAINT bills_balance CHECK (balance_due_cents BETWEEN 0 AND total_cents),
  CONSTRAINT bills_booked CHECK ((state = 'draft') = (booked_on IS NULL)),
  CONSTRAINT bills_voided CHECK ((state = 'void') = (voided_on IS NOT NULL)),
  CONSTRAINT bills_unposted CHECK (state NOT IN ('draft', 'void') OR balance_due_cents = 0),
  CONSTRAINT bills_deleted CHECK (deleted_at IS NULL OR state = 'draft')
);
CREATE UNIQUE INDEX bills_planned_once ON bills (company_id, recurring_bill_id, planned_on) WHERE recurring_bill_id IS NOT NULL;
CREATE INDEX bills_billed_idx ON bills (company_id, billed_on DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX bills_due_idx ON bills (company_id, due_on, id) WHERE deleted_at IS NULL;
CREATE INDEX bills_total_idx ON bills (company_id, total_cents, id) WHERE deleted_at IS NULL;
CREATE INDEX bills_state_idx ON bills (company_id, state, billed_on DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX bills_vendor_idx ON bills (company_id, vendor_id, billed_on DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX bills_number_idx ON bills (company_id, vendor_id, number_key) WHERE number IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX bills_open_idx ON bills (company_id, due_on, id) INCLUDE (vendor_id, balance_due_cents) WHERE balance_due_cents > 0;
CREATE INDEX bills_open_vendor_idx ON bills (company_id, vendor_id, due_on, id) INCLUDE (balance_due_cents) WHERE balance_due_cents > 0;
CREATE INDEX bills_voided_idx ON bills (company_id, voided_on) WHERE voided_on IS NOT NULL;
CALL wall('bills');
CALL keep('bills', 'bill_kept');
CALL searchable('bills');

CREATE TABLE bill_lines (
  company_id uuid NOT NULL,
  bill_id uuid NOT NULL,
  id uuid NOT NULL,
  position smallint NOT NULL,
  account_id uuid NOT NULL,
  description text,
  quantity numeric(14, 4) NOT NULL,
  unit_price_cents bigint NOT NULL,
  subtotal_cents bigint NOT NULL,
  tax_cents bigint NOT NULL DEFAULT 0,
  client_id uuid,
  project_id uuid,
  PRIMARY KEY (company_id, bill_id, id),
  CONSTRAINT bill_lines_bill FOREIGN KEY (company_id, bill_id) REFERENCES bills (company_id, id),
  CONSTRAINT bill_lines_account FOREIGN KEY (company_id, account_id) REFERENCES accounts (company_id, id),
  CONSTRAINT bill_lines_client FOREIGN KEY (company_id, client_id) REFERENCES clients (company_id, id),
  CONSTRAINT bill_lines_project FOREIGN KEY (company_id, project_id) REFERENCES projects (company_id, id),
  CONSTRAINT bill_lines_subtotal CHECK (subtotal_cents = round(quantity * unit_price_cents))
);
CREATE UNIQUE INDEX bill_lines_position_key ON bill_lines (company_id, bill_id, position);
CREATE INDEX bill_lines_project_idx ON bill_lines (company_id, project_id) WHERE project_id IS NOT NULL;
CALL wall('bill_lines');

CREATE TABLE bill_payments (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  vendor_id uuid NOT NULL,
  paid_on date NOT NULL,
  amount_cents bigint NOT NULL CONSTRAINT bill_payments_amount CHECK (amount_cents BETWEEN 1 AND 99999999999),
  -- where the money came from
  account_id uuid NOT NULL,
  reference text,
  notes text,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT bill_payments_vendor FOREIGN KEY (company_id, vendor_id) REFERENCES vendors (company_id, id),
  CONSTRAINT bill_payments_account FOREIGN KEY (company_id, account_id) REFERENCES accounts (company_id, id)
);
CREATE INDEX bill_payments_recent_idx ON bill_payments (company_id, paid_on DESC, id DESC);
CREATE INDEX bill_payments_vendor_idx ON bill_payments (company_id, vendor_id, paid_on DESC, id DESC);
CREATE INDEX bill_payments_created_idx ON bill_payments (company_id, created_at);
CALL wall('bill_payments');
CALL freeze('bill_payments', 'bill_payment_immutable');

CREATE TABLE bill_payment_allocations (
  company_id uuid NOT NULL,
  payment_id uuid NOT NULL,
  bill_id uuid NOT NULL,
  amount_cents bigint NOT NULL CONSTRAINT bill_payment_allocations_amount CHECK (amount_cents > 0),
  PRIMARY KEY (company_id, payment_id, bill_id),
  CONSTRAINT bill_payment_allocations_payment FOREIGN KEY (company_id, payment_id) REFERENCES bill_payments (company_id, id),
  CONSTRAINT bill_payment_allocations_bill FOREIGN KEY (company_id, bill_id) REFERENCES bills (company_id, id)
);
CREATE INDEX bill_payment_allocations_bill_idx ON bill_payment_allocations (company_id, bill_id);
CALL wall('bill_payment_allocations');
CALL freeze('bill_payment_allocations', 'bill_payment_immutable');

-- A payment that never left. The payment and its allocations stay as they were; this says that they count no more.
CREATE TABLE bill_payment_reversals (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  reversed_on date NOT NULL,
  reason text,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT bill_payment_reversals_payment FOREIGN KEY (company_id, payment_id) REFERENCES bill_payments (company_id, id),
  CONSTRAINT bill_payment_reversed_once UNIQUE (company_id, payment_id)
);
CREATE INDEX bill_payment_reversals_day_idx ON bill_payment_reversals (company_id, reversed_on);
CREATE INDEX bill_payment_reversals_created_idx ON bill_payment_reversals (company_id, created_at);
CALL wall('bill_payment_reversals');
CALL freeze('bill_payment_reversals', 'bill_payment_immutable');

CREATE TABLE bill_attachments (
  company_id uuid NOT NULL,
  bill_id uuid NOT NULL,
  media_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, bill_id, media_id),
  CONSTRAINT bill_attachments_bill FOREIGN KEY (company_id, bill_id) REFERENCES bills (company_id, id),
  CONSTRAINT bill_attachments_media FOREIGN KEY (company_id, media_id) REFERENCES media_objects (company_id, id),
  CONSTRAINT bill_attachments_once UNIQUE (company_id, media_id)
);
CALL wall('bill_attachments');

-- A posted bill keeps its money, vendor, dates and number. What may still move: state (forward only), the balance
-- rollup, the notes, and the clocks that go with them.
CREATE FUNCTION guard_bill() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  -- the last two are made after this trigger has run
  movable constant text[] := ARRAY['state', 'balance_due_cents', 'notes', 'voided_on', 'voided_at', 'paid_at', 'updated_at', 'revision',
    'search_text', 'number_key'];
  sums record;
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.state <> 'draft' THEN
      RAISE EXCEPTION 'bill % is posted', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'bill_locked';
    END IF;
    RETURN OLD;
  END IF;
  IF OLD.state <> 'draft' THEN
    IF to_jsonb(NEW) - movable IS DISTINCT FROM to_jsonb(OLD) - movable THEN
      RAISE EXCEPTION 'bill % is posted', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'bill_locked';
    END IF;
    IF NEW.state <> OLD.state AND NOT (OLD.state, NEW.state) IN (
      ('posted', 'partially_paid'), ('posted', 'paid'), ('partially_paid', 'paid'),
      ('posted', 'void'), ('partially_paid', 'void'), ('paid', 'void')) THEN
      RAISE EXCEPTION 'bill % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = '23514', CONSTRAINT = 'bill_state_back';
    END IF;
    IF NEW.state = 'void' AND OLD.state <> 'void' AND EXISTS (
      SELECT FROM bill_payment_allocations a WHERE a.company_id = NEW.company_id AND a.bill_id = NEW.id AND NOT EXISTS (
        SELECT FROM bill_payment_reversals r WHERE r.company_id = a.company_id AND r.payment_id = a.payment_id)) THEN
      RAISE EXCEPTION 'bill % has payments', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'bill_has_payments';
    END IF;
  ELSIF NEW.state <> 'draft' THEN
    SELECT count(*) AS lines, coalesce(sum(subtotal_cents), 0) AS subtotal, coalesce(sum(tax_cents), 0) AS tax
      INTO sums FROM bill_lines l WHERE l.company_id = NEW.company_id AND l.bill_id = NEW.id;
    IF NEW.state <> 'posted' OR sums.lines = 0 OR (sums.subtotal, sums.tax) IS DISTINCT FROM (NEW.subtotal_cents, NEW.tax_cents) THEN
      RAISE EXCEPTION 'lines of bill % do not sum to it', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'bill_lines_differ';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_bill BEFORE UPDATE OR DELETE ON bills FOR EACH ROW EXECUTE FUNCTION guard_bill();

-- Lines come and go with their draft only; a bill is born as one.
CREATE FUNCTION guard_bill_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE at record;
BEGIN
  IF TG_OP <> 'DELETE' THEN at := NEW; ELSE at := OLD; END IF;
  IF EXISTS (SELECT FROM bills b WHERE b.company_id = at.company_id AND b.id = at.bill_id AND b.state <> 'draft')
    OR (TG_OP = 'UPDATE' AND NEW.bill_id <> OLD.bill_id) THEN
    RAISE EXCEPTION 'bill % is posted', at.bill_id USING ERRCODE = '23514', CONSTRAINT = 'bill_locked';
  END IF;
  RETURN at;
END $$;
CREATE TRIGGER guard_bill_lines BEFORE INSERT OR UPDATE OR DELETE ON bill_lines FOR EACH ROW EXECUTE FUNCTION guard_bill_lines();
CALL keep('bill_lines', 'bill_locked');

CREATE FUNCTION guard_new_bill() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'draft' OR NEW.balance_due_cents <> 0 THEN
    RAISE EXCEPTION 'a bill begins as a draft' USING ERRCODE = '23514', CONSTRAINT = 'bill_state_back';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_new_bill BEFORE INSERT ON bills FOR EACH ROW EXECUTE FUNCTION guard_new_bill();

-- The files of a posted bill are its evidence: more may come, none goes.
CREATE FUNCTION guard_bill_attachments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' OR EXISTS (SELECT FROM bills b WHERE b.company_id = OLD.company_id AND b.id = OLD.bill_id AND b.state <> 'draft') THEN
    RAISE EXCEPTION 'files of posted bill % stay', OLD.bill_id USING ERRCODE = '23514', CONSTRAINT = 'bill_file_kept';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_bill_attachments BEFORE UPDATE OR DELETE ON bill_attachments FOR EACH ROW EXECUTE FUNCTION guard_bill_attachments();
CALL keep('bill_attachments', 'bill_file_kept');
