-- Expenses: what was bought, from whom, who paid for it, its receipts, and what was paid back to members.

CREATE TABLE expense_categories (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  name text NOT NULL,
  sort_name text GENERATED ALWAYS AS (lower(name)) STORED,
  account_id uuid NOT NULL,
  -- what provisioning calls it; null for those that a company added
  default_key text,
  active boolean NOT NULL DEFAULT true,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT expense_categories_account FOREIGN KEY (company_id, account_id) REFERENCES accounts (company_id, id),
  CONSTRAINT expense_category_taken UNIQUE (company_id, sort_name)
);
CREATE UNIQUE INDEX expense_categories_default_key ON expense_categories (company_id, default_key) WHERE default_key IS NOT NULL;
CALL wall('expense_categories');
CALL keep('expense_categories', 'expense_locked');

CREATE TABLE merchants (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  name text NOT NULL,
  sort_name text GENERATED ALWAYS AS (lower(name)) STORED,
  -- of the last expense there
  category_id uuid,
  search_text text GENERATED ALWAYS AS (lower(name)) STORED,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT merchants_category FOREIGN KEY (company_id, category_id) REFERENCES expense_categories (company_id, id),
  CONSTRAINT merchant_name_taken UNIQUE (company_id, sort_name)
);
CALL wall('merchants');
CALL keep('merchants', 'expense_locked');
CALL searchable('merchants');

-- One act of paying a member back; it never changes, a mistake is undone by a reversal.
CREATE TABLE expense_reimbursements (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  paid_on date NOT NULL,
  account_id uuid NOT NULL,
  amount_cents bigint NOT NULL CONSTRAINT expense_reimbursements_amount CHECK (amount_cents > 0),
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT expense_reimbursements_member FOREIGN KEY (company_id, member_id) REFERENCES members (company_id, id),
  CONSTRAINT expense_reimbursements_account FOREIGN KEY (company_id, account_id) REFERENCES accounts (company_id, id)
);
CREATE INDEX expense_reimbursements_member_idx ON expense_reimbursements (company_id, member_id, paid_on DESC);
CALL wall('expense_reimbursements');
CALL freeze('expense_reimbursements', 'reimbursement_immutable');

CREATE TABLE expense_reimbursement_reversals (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  reimbursement_id uuid NOT NULL,
  reversed_on date NOT NULL,
  reason text,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT expense_reimbursement_reversals_of FOREIGN KEY (company_id, reimbursement_id) REFERENCES expense_reimbursements (company_id, id),
  CONSTRAINT reimbursement_reversed_once UNIQUE (company_id, reimbursement_id)
);
CALL wall('expense_reimbursement_reversals');
CALL freeze('expense_reimbursement_reversals', 'reimbursement_immutable');

CREATE TABLE expenses (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  -- who entered it, and who is paid back when it was their money
  member_id uuid NOT NULL,
  merchant_id uuid NOT NULL,
  category_id uuid NOT NULL,
  project_id uuid,
  client_id uuid,
  spent_on date NOT NULL,
  -- what was paid, tax included
  amount_cents bigint NOT NULL CONSTRAINT expenses_amount CHECK (amount_cents BETWEEN 1 AND 99999999999),
  tax_cents bigint NOT NULL DEFAULT 0,
  billable boolean NOT NULL DEFAULT false,
  markup_percent numeric(6, 3) NOT NULL DEFAULT 0 CONSTRAINT expenses_markup CHECK (markup_percent BETWEEN 0 AND 999.999),
  paid_by text NOT NULL CONSTRAINT expenses_paid_by CHECK (paid_by IN ('company', 'member')),
  -- of the company; null is Cash
  paying_account_id uuid,
  notes text,
  state text NOT NULL DEFAULT 'draft' CONSTRAINT expenses_state CHECK (state IN ('draft', 'submitted', 'approved', 'reimbursed', 'void')),
  reject_reason text,
  approved_by uuid,
  approved_at timestamptz,
  -- the day on which it stands in the books
  posted_on date,
  reimbursement_id uuid,
  voided_on date,
  void_reason text,
  -- the invoice that charges it on; apart from its state
  document_id uuid,
  document_line_id uuid,
  billed_cents bigint,
  search_text text GENERATED ALWAYS AS (lower(coalesce(notes, ''))) STORED,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  PRIMARY KEY (company_id, id),
  CONSTRAINT expenses_member FOREIGN KEY (company_id, member_id) REFERENCES members (company_id, id),
  CONSTRAINT expenses_merchant FOREIGN KEY (company_id, merchant_id) REFERENCES merchants (company_id, id),
  CONSTRAINT expenses_category FOREIGN KEY (company_id, category_id) REFERENCES expense_categories (company_id, id),
  CONSTRAINT expenses_project FOREIGN KEY (company_id, project_id) REFERENCES projects (company_id, id),
  CONSTRAINT expenses_client FOREIGN KEY (company_id, client_id) REFERENCES clients (company_id, id),
  CONSTRAINT expenses_account FOREIGN KEY (company_id, paying_account_id) REFERENCES accounts (company_id, id),
  CONSTRAINT expenses_reimbursement FOREIGN KEY (company_id, reimbursement_id) REFERENCES expense_reimbursements (company_id, id),
  CONSTRAINT expenses_document FOREIGN KEY (company_id, document_id) REFERENCES documents (company_id, id),
  CONSTRAINT expenses_tax CHECK (tax_cents BETWEEN 0 AND amount_cents),
  CONSTRAINT expenses_billed_to CHECK (NOT billable OR client_id IS NOT NULL),
  CONSTRAINT expenses_account_of_company CHECK (paying_account_id IS NULL OR paid_by = 'company'),
  CONSTRAINT expenses_posted CHECK ((posted_on IS NULL) = (state IN ('draft', 'submitted'))),
  CONSTRAINT expenses_reimbursed CHECK ((state = 'reimbursed') = (reimbursement_id IS NOT NULL)),
  CONSTRAINT expenses_reimbursed_member CHECK (state <> 'reimbursed' OR paid_by = 'member'),
  CONSTRAINT expenses_voided CHECK ((state = 'void') = (voided_on IS NOT NULL)),
  CONSTRAINT expense_not_billable CHECK (document_id IS NULL OR (billable AND state IN ('approved', 'reimbursed'))),
  CONSTRAINT expenses_billed_whole CHECK ((document_id IS NULL) = (document_line_id IS NULL) AND (document_id IS NULL) = (billed_cents IS NULL))
);
CREATE INDEX expenses_recent_idx ON expenses (company_id, spent_on DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX expenses_amount_idx ON expenses (company_id, amount_cents, id) WHERE deleted_at IS NULL;
CREATE INDEX expenses_member_idx ON expenses (company_id, member_id, spent_on DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX expenses_project_idx ON expenses (company_id, project_id, spent_on DESC, id DESC) WHERE deleted_at IS NULL AND project_id IS NOT NULL;
CREATE INDEX expenses_client_idx ON expenses (company_id, client_id, spent_on DESC, id DESC) WHERE deleted_at IS NULL AND client_id IS NOT NULL;
CREATE INDEX expenses_category_idx ON expenses (company_id, category_id, spent_on DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX expenses_merchant_idx ON expenses (company_id, merchant_id, spent_on DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX expenses_waiting_idx ON expenses (company_id, state, spent_on DESC, id DESC) WHERE state IN ('draft', 'submitted') AND deleted_at IS NULL;
CREATE INDEX expenses_owed_idx ON expenses (company_id, member_id, spent_on, id) INCLUDE (amount_cents) WHERE state = 'approved' AND paid_by = 'member';
CREATE INDEX expenses_unbilled_idx ON expenses (company_id, client_id, project_id) WHERE billable AND document_id IS NULL AND state IN ('approved', 'reimbursed');
CREATE INDEX expenses_document_idx ON expenses (company_id, document_id) WHERE document_id IS NOT NULL;
CALL wall('expenses');
CALL keep('expenses', 'expense_locked');
CALL searchable('expenses');

-- What an act of paying back was for; stays also when it was undone.
CREATE TABLE expense_reimbursement_items (
  company_id uuid NOT NULL,
  reimbursement_id uuid NOT NULL,
  expense_id uuid NOT NULL,
  amount_cents bigint NOT NULL CONSTRAINT expense_reimbursement_items_amount CHECK (amount_cents > 0),
  PRIMARY KEY (company_id, reimbursement_id, expense_id),
  CONSTRAINT expense_reimbursement_items_of FOREIGN KEY (company_id, reimbursement_id) REFERENCES expense_reimbursements (company_id, id),
  CONSTRAINT expense_reimbursement_items_expense FOREIGN KEY (company_id, expense_id) REFERENCES expenses (company_id, id)
);
CREATE INDEX expense_reimbursement_items_expense_idx ON expense_reimbursement_items (company_id, expense_id);
CALL wall('expense_reimbursement_items');
CALL freeze('expense_reimbursement_items', 'reimbursement_immutable');

-- From approval on an expense stands in the books. What may still move: on and off an invoice, being paid back, and void.
CREATE FUNCTION guard_expense() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  -- search_text is made after this trigger has run
  movable text[] := ARRAY['state', 'document_id', 'document_line_id', 'billed_cents', 'updated_at', 'revision', 'search_text'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.state <> 'draft' THEN
      RAISE EXCEPTION 'expense % is locked', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'expense_locked';
    END IF;
    RETURN OLD;
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
      ('draft', 'submitted'), ('draft', 'approved'), ('submitted', 'draft'), ('submitted', 'approved'),
      ('approved', 'reimbursed'), ('reimbursed', 'approved'), ('approved', 'void')) THEN
    RAISE EXCEPTION 'expense % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = '23514', CONSTRAINT = 'expense_state_back';
  END IF;
  IF OLD.state IN ('draft', 'submitted') THEN
    RETURN NEW;
  END IF;
  IF (OLD.state, NEW.state) IN (('approved', 'reimbursed'), ('reimbursed', 'approved')) THEN
    movable := movable || ARRAY['reimbursement_id'];
  ELSIF (OLD.state, NEW.state) = ('approved', 'void') THEN
    movable := movable || ARRAY['voided_on', 'void_reason'];
  END IF;
  IF to_jsonb(NEW) - movable IS DISTINCT FROM to_jsonb(OLD) - movable THEN
    RAISE EXCEPTION 'expense % is locked', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'expense_locked';
  END IF;
  IF OLD.state = 'reimbursed' AND NEW.state = 'approved' AND NOT EXISTS (
      SELECT FROM expense_reimbursement_reversals r WHERE r.company_id = OLD.company_id AND r.reimbursement_id = OLD.reimbursement_id) THEN
    RAISE EXCEPTION 'expense % was paid back', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'expense_reimbursed';
  END IF;
  -- Charged on to a client: it waits, unchanged, until its invoice is voided or corrected, or its draft let go.
  IF OLD.document_id IS NOT NULL AND (OLD.document_id, OLD.document_line_id, OLD.billed_cents)
      IS DISTINCT FROM (NEW.document_id, NEW.document_line_id, NEW.billed_cents) AND (NEW.document_id IS NOT NULL OR EXISTS (
      SELECT FROM documents d WHERE d.company_id = OLD.company_id AND d.id = OLD.document_id AND d.state NOT IN ('draft', 'void'))
      AND NOT is_corrected(OLD.company_id, OLD.document_id)) THEN
    RAISE EXCEPTION 'expense % is on an invoice', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'expense_billed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_expense BEFORE UPDATE OR DELETE ON expenses FOR EACH ROW EXECUTE FUNCTION guard_expense();

CREATE TABLE expense_receipts (
  company_id uuid NOT NULL,
  expense_id uuid NOT NULL,
  media_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, expense_id, media_id),
  CONSTRAINT expense_receipts_expense FOREIGN KEY (company_id, expense_id) REFERENCES expenses (company_id, id),
  CONSTRAINT expense_receipts_media FOREIGN KEY (company_id, media_id) REFERENCES media_objects (company_id, id),
  CONSTRAINT expense_receipts_once UNIQUE (company_id, media_id)
);
CALL wall('expense_receipts');
CALL keep('expense_receipts', 'expense_locked');

-- Receipts may be added late; those of a posted expense are kept. The share lock meets the one that approves.
CREATE FUNCTION guard_expense_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE parent_state text;
BEGIN
  SELECT state INTO parent_state FROM expenses e WHERE e.company_id = OLD.company_id AND e.id = OLD.expense_id FOR SHARE;
  IF TG_OP = 'UPDATE' OR parent_state <> 'draft' THEN
    RAISE EXCEPTION 'receipts of expense % are kept', OLD.expense_id USING ERRCODE = '23514', CONSTRAINT = 'expense_locked';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER guard_expense_receipt BEFORE UPDATE OR DELETE ON expense_receipts FOR EACH ROW EXECUTE FUNCTION guard_expense_receipt();

-- Companies that are there already get the default categories too. The wall stands open for the owner in this transaction.
ALTER TABLE accounts NO FORCE ROW LEVEL SECURITY;
ALTER TABLE expense_categories NO FORCE ROW LEVEL SECURITY;
INSERT INTO expense_categories (company_id, id, name, account_id, default_key)
  SELECT a.company_id,
    (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3)
      || '8' || substr(md5(random()::text), 1, 15))::uuid,
    c.name, a.id, c.key
  FROM accounts a JOIN (VALUES
    ('advertising', 'Advertising', 'expenses'), ('bank_fees', 'Bank and card fees', 'processing_fees'), ('contractors', 'Contractors', 'expenses'),
    ('equipment', 'Equipment', 'expenses'), ('insurance', 'Insurance', 'expenses'), ('meals', 'Meals', 'expenses'),
    ('office', 'Office supplies', 'expenses'), ('other', 'Other', 'expenses'), ('phone', 'Phone and internet', 'expenses'),
    ('postage', 'Postage', 'expenses'), ('rent', 'Rent', 'expenses'), ('software', 'Software', 'expenses'),
    ('training', 'Training', 'expenses'), ('travel', 'Travel', 'expenses'), ('vehicle', 'Vehicle', 'expenses')
  ) AS c (key, name, account) ON c.account = a.system_key;
ALTER TABLE accounts FORCE ROW LEVEL SECURITY;
ALTER TABLE expense_categories FORCE ROW LEVEL SECURITY;
