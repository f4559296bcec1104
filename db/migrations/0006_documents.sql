-- Estimates, proposals and invoices over one implementation; the time that became them; links for clients.

CREATE TABLE document_templates (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  document_type text NOT NULL CONSTRAINT document_templates_type CHECK (document_type IN ('estimate', 'proposal', 'invoice')),
  name text NOT NULL,
  is_default boolean NOT NULL DEFAULT false,
  header text,
  footer text,
  notes text,
  terms text,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  PRIMARY KEY (company_id, id)
);
CREATE UNIQUE INDEX document_templates_default_key ON document_templates (company_id, document_type) WHERE is_default AND deleted_at IS NULL;
CALL wall('document_templates');

CREATE TABLE documents (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  document_type text NOT NULL CONSTRAINT documents_type CHECK (document_type IN ('estimate', 'proposal', 'invoice')),
  state text NOT NULL DEFAULT 'draft',
  number text,
  number_period text,
  number_seq integer,
  client_id uuid NOT NULL,
  project_id uuid,
  template_id uuid,
  issued_on date NOT NULL,
  due_on date,
  valid_until date,
  header text,
  footer text,
  notes text,
  terms text,
  internal_note text,
  discount_kind text NOT NULL DEFAULT 'none' CONSTRAINT documents_discount_kind CHECK (discount_kind IN ('none', 'percent', 'fixed')),
  discount_percent numeric(6, 3),
  discount_fixed_cents bigint,
  deposit_kind text NOT NULL DEFAULT 'none' CONSTRAINT documents_deposit_kind CHECK (deposit_kind IN ('none', 'percent', 'fixed')),
  deposit_percent numeric(6, 3),
  deposit_fixed_cents bigint,
  subtotal_cents bigint NOT NULL DEFAULT 0,
  discount_cents bigint NOT NULL DEFAULT 0,
  tax_cents bigint NOT NULL DEFAULT 0,
  total_cents bigint NOT NULL DEFAULT 0,
  -- rollup, see spec/money.md
  balance_due_cents bigint NOT NULL DEFAULT 0,
  sent_at timestamptz,
  voided_at timestamptz,
  paid_at timestamptz,
  created_by uuid,
  search_text text GENERATED ALWAYS AS (lower(coalesce(number, ''))) STORED,
  -- numbers in the order they were given, also from the 999th to the 1000th; drafts first
  sort_number text GENERATED ALWAYS AS (coalesce(number_period || '/' || lpad(number_seq::text, 9, '0'), '')) STORED,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  PRIMARY KEY (company_id, id),
  CONSTRAINT documents_client FOREIGN KEY (company_id, client_id) REFERENCES clients (company_id, id),
  CONSTRAINT documents_project FOREIGN KEY (company_id, project_id) REFERENCES projects (company_id, id),
  CONSTRAINT documents_template FOREIGN KEY (company_id, template_id) REFERENCES document_templates (company_id, id),
  CONSTRAINT documents_state CHECK (CASE document_type
    WHEN 'invoice' THEN state IN ('draft', 'sent', 'partially_paid', 'paid', 'void')
    ELSE state IN ('draft', 'sent', 'accepted', 'declined', 'void') END),
  CONSTRAINT documents_total CHECK (total_cents = subtotal_cents - discount_cents + tax_cents),
  CONSTRAINT document_total_negative CHECK (total_cents >= 0),
  CONSTRAINT document_too_large CHECK (total_cents <= 99999999999 AND abs(subtotal_cents) <= 99999999999 AND discount_cents BETWEEN 0 AND 99999999999),
  CONSTRAINT documents_balance CHECK (balance_due_cents BETWEEN 0 AND total_cents),
  CONSTRAINT documents_number CHECK ((number IS NULL) = (sent_at IS NULL)),
  CONSTRAINT documents_numbered CHECK (state IN ('draft', 'void') OR number IS NOT NULL)
);
CREATE UNIQUE INDEX documents_number_key ON documents (company_id, document_type, number) WHERE number IS NOT NULL;
CREATE INDEX documents_issued_idx ON documents (company_id, document_type, issued_on DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX documents_due_idx ON documents (company_id, document_type, due_on, id) WHERE deleted_at IS NULL;
CREATE INDEX documents_total_idx ON documents (company_id, document_type, total_cents, id) WHERE deleted_at IS NULL;
CREATE INDEX documents_number_idx ON documents (company_id, document_type, sort_number, id) WHERE deleted_at IS NULL;
CREATE INDEX documents_state_idx ON documents (company_id, document_type, state, issued_on DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX documents_client_idx ON documents (company_id, client_id, issued_on DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX documents_project_idx ON documents (company_id, project_id) WHERE project_id IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX documents_open_idx ON documents (company_id, due_on, id) INCLUDE (client_id, balance_due_cents) WHERE balance_due_cents > 0 AND document_type = 'invoice' AND state <> 'draft';
CREATE INDEX documents_open_client_idx ON documents (company_id, client_id, due_on) INCLUDE (balance_due_cents) WHERE balance_due_cents > 0 AND document_type = 'invoice' AND state <> 'draft';
CREATE INDEX documents_search_idx ON documents USING gin (company_id, search_text gin_trgm_ops) WHERE deleted_at IS NULL;
CALL wall('documents');

CREATE TABLE document_lines (
  company_id uuid NOT NULL,
  document_id uuid NOT NULL,
  id uuid NOT NULL,
  position smallint NOT NULL,
  catalog_item_id uuid,
  name text NOT NULL,
  description text,
  quantity numeric(14, 4) NOT NULL,
  unit text,
  unit_price_cents bigint NOT NULL,
  taxable boolean NOT NULL DEFAULT false,
  tax_percent numeric(6, 3),
  tax_cents bigint NOT NULL DEFAULT 0,
  subtotal_cents bigint NOT NULL,
  discount_cents bigint NOT NULL DEFAULT 0,
  total_cents bigint NOT NULL,
  income_account_id uuid,
  PRIMARY KEY (company_id, document_id, id),
  CONSTRAINT document_lines_document FOREIGN KEY (company_id, document_id) REFERENCES documents (company_id, id),
  CONSTRAINT document_lines_item FOREIGN KEY (company_id, catalog_item_id) REFERENCES catalog_items (company_id, id),
  CONSTRAINT document_lines_income_account FOREIGN KEY (company_id, income_account_id) REFERENCES accounts (company_id, id),
  CONSTRAINT document_lines_total CHECK (total_cents = subtotal_cents - discount_cents + tax_cents),
  CONSTRAINT document_lines_subtotal CHECK (subtotal_cents = round(quantity * unit_price_cents))
);
CREATE UNIQUE INDEX document_lines_position_key ON document_lines (company_id, document_id, position);
CALL wall('document_lines');

-- A document that left the house keeps its money, parties, dates and number. What may still move: state (forward only),
-- the balance rollup, the internal note, and the clocks that go with them.
CREATE FUNCTION guard_document() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  -- the last two are made from the number after this trigger has run
  movable constant text[] := ARRAY['state', 'balance_due_cents', 'internal_note', 'voided_at', 'paid_at', 'updated_at', 'revision',
    'search_text', 'sort_number'];
  sums record;
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.state <> 'draft' THEN
      RAISE EXCEPTION 'document % is locked', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'document_locked';
    END IF;
    RETURN OLD;
  END IF;
  IF OLD.state <> 'draft' THEN
    IF to_jsonb(NEW) - movable IS DISTINCT FROM to_jsonb(OLD) - movable THEN
      RAISE EXCEPTION 'document % is locked', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'document_locked';
    END IF;
    IF NEW.state <> OLD.state AND NOT (OLD.state, NEW.state) IN (
      ('sent', 'partially_paid'), ('sent', 'paid'), ('partially_paid', 'paid'), ('sent', 'void'),
      ('sent', 'accepted'), ('sent', 'declined')) THEN
      RAISE EXCEPTION 'document % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = '23514', CONSTRAINT = 'document_state_back';
    END IF;
    IF NEW.state = 'void' AND OLD.state <> 'void' AND NEW.document_type = 'invoice' AND EXISTS (
      SELECT FROM payment_allocations a WHERE a.company_id = NEW.company_id AND a.document_id = NEW.id
      UNION ALL SELECT FROM credit_applications c WHERE c.company_id = NEW.company_id AND c.document_id = NEW.id) THEN
      RAISE EXCEPTION 'invoice % has payments or credits', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'invoice_has_money';
    END IF;
  ELSIF NEW.state <> 'draft' AND NEW.state <> 'void' THEN
    SELECT count(*) AS lines, coalesce(sum(subtotal_cents), 0) AS subtotal, coalesce(sum(discount_cents), 0) AS discount,
           coalesce(sum(tax_cents), 0) AS tax, coalesce(sum(total_cents), 0) AS total
      INTO sums FROM document_lines l WHERE l.company_id = NEW.company_id AND l.document_id = NEW.id;
    IF sums.lines = 0 OR (sums.subtotal, sums.discount, sums.tax, sums.total)
        IS DISTINCT FROM (NEW.subtotal_cents, NEW.discount_cents, NEW.tax_cents, NEW.total_cents) THEN
      RAISE EXCEPTION 'lines of document % do not sum to it', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'document_lines_differ';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_document BEFORE UPDATE OR DELETE ON documents FOR EACH ROW EXECUTE FUNCTION guard_document();
CALL keep('documents', 'document_locked');

-- Lines change only while their document is a draft. The share lock meets the one that sends it.
CREATE FUNCTION guard_document_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE parent_state text; old_state text;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    SELECT state INTO old_state FROM documents d WHERE d.company_id = OLD.company_id AND d.id = OLD.document_id FOR SHARE;
  END IF;
  IF TG_OP <> 'DELETE' AND (TG_OP = 'INSERT' OR NEW.document_id <> OLD.document_id) THEN
    SELECT state INTO parent_state FROM documents d WHERE d.company_id = NEW.company_id AND d.id = NEW.document_id FOR SHARE;
  END IF;
  IF coalesce(parent_state, 'draft') <> 'draft' OR coalesce(old_state, 'draft') <> 'draft' THEN
    RAISE EXCEPTION 'lines of a locked document' USING ERRCODE = '23514', CONSTRAINT = 'document_locked';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER guard_document_lines BEFORE INSERT OR UPDATE OR DELETE ON document_lines FOR EACH ROW EXECUTE FUNCTION guard_document_lines();
CALL keep('document_lines', 'document_locked');

CREATE TABLE time_entries (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  project_id uuid,
  client_id uuid,
  catalog_item_id uuid,
  service_name text,
  worked_on date NOT NULL,
  started_at timestamptz,
  ended_at timestamptz,
  minutes integer NOT NULL CONSTRAINT time_entries_minutes CHECK (minutes BETWEEN 0 AND 1440 * 31),
  billable boolean NOT NULL DEFAULT true,
  notes text,
  state text NOT NULL DEFAULT 'draft' CONSTRAINT time_entries_state CHECK (state IN ('draft', 'submitted', 'approved', 'billed', 'void')),
  -- a timer left running; shown and confirmed before it can be billed
  over_long boolean NOT NULL DEFAULT false,
  reject_reason text,
  approved_by uuid,
  approved_at timestamptz,
  rate_cents bigint,
  document_id uuid,
  document_line_id uuid,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  PRIMARY KEY (company_id, id),
  CONSTRAINT time_entries_member FOREIGN KEY (company_id, member_id) REFERENCES members (company_id, id),
  CONSTRAINT time_entries_project FOREIGN KEY (company_id, project_id) REFERENCES projects (company_id, id),
  CONSTRAINT time_entries_client FOREIGN KEY (company_id, client_id) REFERENCES clients (company_id, id),
  CONSTRAINT time_entries_item FOREIGN KEY (company_id, catalog_item_id) REFERENCES catalog_items (company_id, id),
  CONSTRAINT time_entries_document FOREIGN KEY (company_id, document_id) REFERENCES documents (company_id, id),
  CONSTRAINT time_entries_billed CHECK ((state = 'billed') = (document_id IS NOT NULL)),
  CONSTRAINT time_entries_rated CHECK (state <> 'billed' OR NOT billable OR rate_cents IS NOT NULL),
  CONSTRAINT time_entries_range CHECK (ended_at IS NULL OR ended_at >= started_at)
);
CREATE INDEX time_entries_member_idx ON time_entries (company_id, member_id, worked_on DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX time_entries_day_idx ON time_entries (company_id, worked_on DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX time_entries_project_idx ON time_entries (company_id, project_id, worked_on DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX time_entries_unbilled_idx ON time_entries (company_id, client_id, project_id) WHERE state IN ('submitted', 'approved') AND billable AND deleted_at IS NULL;
CREATE INDEX time_entries_client_idx ON time_entries (company_id, client_id, worked_on DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX time_entries_open_idx ON time_entries (company_id, state, worked_on DESC, id DESC) WHERE state IN ('draft', 'submitted', 'approved') AND deleted_at IS NULL;
CREATE INDEX time_entries_document_idx ON time_entries (company_id, document_id) WHERE document_id IS NOT NULL;
CALL wall('time_entries');
CALL keep('time_entries', 'time_locked');

-- Billed time is what the client was charged for: it waits, unchanged, until its invoice is voided or its draft let go.
CREATE FUNCTION guard_time_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE movable constant text[] := ARRAY['state', 'document_id', 'document_line_id', 'rate_cents', 'updated_at', 'revision'];
BEGIN
  IF OLD.state = 'billed' AND (TG_OP = 'DELETE' OR to_jsonb(NEW) - movable IS DISTINCT FROM to_jsonb(OLD) - movable
      OR (NEW.state = 'billed' AND (NEW.document_id, NEW.rate_cents) IS DISTINCT FROM (OLD.document_id, OLD.rate_cents))
      OR NEW.state NOT IN ('billed', 'approved')) THEN
    RAISE EXCEPTION 'time entry % is billed', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'time_locked';
  END IF;
  IF OLD.state = 'billed' AND NEW.state <> 'billed' AND EXISTS (
    SELECT FROM documents d WHERE d.company_id = OLD.company_id AND d.id = OLD.document_id AND d.state NOT IN ('draft', 'void')) THEN
    RAISE EXCEPTION 'time entry % is on a sent invoice', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'time_locked';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER guard_time_entry BEFORE UPDATE OR DELETE ON time_entries FOR EACH ROW EXECUTE FUNCTION guard_time_entry();

-- Whether the e-mail arrived is a state of its own beside the document's.
CREATE TABLE document_deliveries (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  document_id uuid NOT NULL,
  to_email text NOT NULL,
  state text NOT NULL DEFAULT 'queued' CONSTRAINT document_deliveries_state CHECK (state IN ('queued', 'sent', 'failed')),
  error text,
  email_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (company_id, id),
  CONSTRAINT document_deliveries_document FOREIGN KEY (company_id, document_id) REFERENCES documents (company_id, id)
);
CREATE INDEX document_deliveries_document_idx ON document_deliveries (company_id, document_id, created_at DESC);
CREATE INDEX document_deliveries_email_idx ON document_deliveries (company_id, email_id) WHERE email_id IS NOT NULL;
CALL wall('document_deliveries');

-- A client's way in without an account: 256 bits, hashed here, revocable, expiring.
CREATE TABLE public_links (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  document_id uuid NOT NULL,
  token_hash text NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  first_viewed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT public_links_document FOREIGN KEY (company_id, document_id) REFERENCES documents (company_id, id),
  CONSTRAINT public_links_hash CHECK (token_hash ~ '^[0-9a-f]{64}$')
);
CREATE UNIQUE INDEX public_links_token_key ON public_links (company_id, token_hash);
CREATE INDEX public_links_lookup_idx ON public_links (token_hash);
CREATE INDEX public_links_document_idx ON public_links (company_id, document_id);
CALL wall('public_links');
-- Whoever holds the token sees that one row, which says where to go on.
CREATE POLICY bearer ON public_links FOR SELECT USING (token_hash = nullif(current_setting('app.link_hash', true), ''));
