-- What undoes an invoice without touching it: credit notes, write-offs, and the correction that replaces it.

CREATE TABLE credit_notes (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  -- the invoice
  document_id uuid NOT NULL,
  client_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'draft' CONSTRAINT credit_notes_state CHECK (state IN ('draft', 'posted')),
  number text,
  number_period text,
  number_seq integer,
  issued_on date NOT NULL,
  -- printed on the note
  reason text,
  -- net of the invoice's discount
  subtotal_cents bigint NOT NULL DEFAULT 0 CONSTRAINT credit_notes_subtotal CHECK (subtotal_cents BETWEEN 0 AND 99999999999),
  tax_cents bigint NOT NULL DEFAULT 0 CONSTRAINT credit_notes_tax CHECK (tax_cents BETWEEN 0 AND 99999999999),
  total_cents bigint NOT NULL DEFAULT 0,
  -- what the invoice owed less, and what became client credit
  ar_applied_cents bigint NOT NULL DEFAULT 0,
  credited_cents bigint NOT NULL DEFAULT 0,
  posted_at timestamptz,
  created_by uuid,
  search_text text GENERATED ALWAYS AS (lower(coalesce(number, ''))) STORED,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  PRIMARY KEY (company_id, id),
  CONSTRAINT credit_notes_document FOREIGN KEY (company_id, document_id) REFERENCES documents (company_id, id),
  CONSTRAINT credit_notes_client FOREIGN KEY (company_id, client_id) REFERENCES clients (company_id, id),
  CONSTRAINT credit_notes_total CHECK (total_cents = subtotal_cents + tax_cents),
  CONSTRAINT credit_note_empty CHECK (state = 'draft' OR total_cents > 0),
  CONSTRAINT credit_notes_split CHECK (CASE state WHEN 'posted' THEN ar_applied_cents >= 0 AND credited_cents >= 0 AND ar_applied_cents + credited_cents = total_cents
    ELSE ar_applied_cents = 0 AND credited_cents = 0 END),
  CONSTRAINT credit_notes_numbered CHECK ((state = 'posted') = (number IS NOT NULL) AND (state = 'posted') = (posted_at IS NOT NULL)),
  CONSTRAINT credit_notes_kept CHECK (state = 'draft' OR deleted_at IS NULL)
);
CREATE UNIQUE INDEX credit_notes_number_key ON credit_notes (company_id, number) WHERE number IS NOT NULL;
CREATE INDEX credit_notes_recent_idx ON credit_notes (company_id, issued_on DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX credit_notes_document_idx ON credit_notes (company_id, document_id) WHERE deleted_at IS NULL;
CREATE INDEX credit_notes_client_idx ON credit_notes (company_id, client_id, issued_on DESC, id DESC) WHERE deleted_at IS NULL;
CALL searchable('credit_notes');
CALL wall('credit_notes');
CALL keep('credit_notes', 'credit_note_immutable');

CREATE TABLE credit_note_lines (
  company_id uuid NOT NULL,
  credit_note_id uuid NOT NULL,
  id uuid NOT NULL,
  position smallint NOT NULL,
  -- the line of the invoice that it takes back; its income account is debited. Without: spread over the invoice's accounts
  document_line_id uuid,
  name text NOT NULL,
  description text,
  subtotal_cents bigint NOT NULL,
  tax_cents bigint NOT NULL DEFAULT 0,
  total_cents bigint NOT NULL,
  PRIMARY KEY (company_id, credit_note_id, id),
  CONSTRAINT credit_note_lines_note FOREIGN KEY (company_id, credit_note_id) REFERENCES credit_notes (company_id, id),
  CONSTRAINT credit_note_lines_total CHECK (total_cents = subtotal_cents + tax_cents),
  CONSTRAINT credit_note_lines_range CHECK (abs(subtotal_cents) <= 99999999999 AND abs(tax_cents) <= 99999999999)
);
CREATE UNIQUE INDEX credit_note_lines_position_key ON credit_note_lines (company_id, credit_note_id, position);
CALL wall('credit_note_lines');

-- A credit note that was a mistake. The note stays as it was; this says that it counts no more.
CREATE TABLE credit_note_reversals (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  credit_note_id uuid NOT NULL,
  reversed_on date NOT NULL,
  reason text,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT credit_note_reversals_note FOREIGN KEY (company_id, credit_note_id) REFERENCES credit_notes (company_id, id),
  CONSTRAINT credit_note_reversed_once UNIQUE (company_id, credit_note_id)
);
CALL wall('credit_note_reversals');
CALL freeze('credit_note_reversals', 'credit_note_immutable');

-- What will never be paid.
CREATE TABLE write_offs (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  document_id uuid NOT NULL,
  client_id uuid NOT NULL,
  amount_cents bigint NOT NULL CONSTRAINT write_offs_amount CHECK (amount_cents BETWEEN 1 AND 99999999999),
  written_off_on date NOT NULL,
  reason text NOT NULL CONSTRAINT write_offs_reason CHECK (length(trim(reason)) > 0),
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT write_offs_document FOREIGN KEY (company_id, document_id) REFERENCES documents (company_id, id),
  CONSTRAINT write_offs_client FOREIGN KEY (company_id, client_id) REFERENCES clients (company_id, id)
);
CREATE INDEX write_offs_document_idx ON write_offs (company_id, document_id);
CREATE INDEX write_offs_client_idx ON write_offs (company_id, client_id, written_off_on DESC, id DESC);
CALL wall('write_offs');
CALL freeze('write_offs', 'write_off_immutable');

CREATE TABLE write_off_reversals (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  write_off_id uuid NOT NULL,
  reversed_on date NOT NULL,
  reason text,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT write_off_reversals_write_off FOREIGN KEY (company_id, write_off_id) REFERENCES write_offs (company_id, id),
  CONSTRAINT write_off_reversed_once UNIQUE (company_id, write_off_id)
);
CALL wall('write_off_reversals');
CALL freeze('write_off_reversals', 'write_off_immutable');

-- "Correct, don't edit": which draft took the place of an invoice, and what the client was told.
CREATE TABLE invoice_corrections (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  document_id uuid NOT NULL,
  replacement_id uuid NOT NULL,
  -- null where earlier credit notes had credited all of it
  credit_note_id uuid,
  corrected_on date NOT NULL,
  client_note text,
  -- time entries and expenses that went from the invoice to its replacement
  moved_records integer NOT NULL DEFAULT 0 CONSTRAINT invoice_corrections_moved CHECK (moved_records >= 0),
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT invoice_corrections_document FOREIGN KEY (company_id, document_id) REFERENCES documents (company_id, id),
  CONSTRAINT invoice_corrections_replacement FOREIGN KEY (company_id, replacement_id) REFERENCES documents (company_id, id),
  CONSTRAINT invoice_corrections_note FOREIGN KEY (company_id, credit_note_id) REFERENCES credit_notes (company_id, id),
  CONSTRAINT invoice_corrections_replacement_key UNIQUE (company_id, replacement_id)
);
CREATE INDEX invoice_corrections_document_idx ON invoice_corrections (company_id, document_id);
CALL wall('invoice_corrections');
CALL freeze('invoice_corrections', 'correction_kept');

-- Whether the e-mail with a credit note arrived.
CREATE TABLE credit_note_deliveries (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  credit_note_id uuid NOT NULL,
  to_email text NOT NULL,
  state text NOT NULL DEFAULT 'queued' CONSTRAINT credit_note_deliveries_state CHECK (state IN ('queued', 'sent', 'failed')),
  error text,
  email_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (company_id, id),
  CONSTRAINT credit_note_deliveries_note FOREIGN KEY (company_id, credit_note_id) REFERENCES credit_notes (company_id, id)
);
CREATE INDEX credit_note_deliveries_note_idx ON credit_note_deliveries (company_id, credit_note_id, created_at DESC);
CREATE INDEX credit_note_deliveries_email_idx ON credit_note_deliveries (company_id, email_id) WHERE email_id IS NOT NULL;
CALL wall('credit_note_deliveries');

-- What posted notes that were not reversed have credited on an invoice.
CREATE FUNCTION credited_on(company uuid, invoice uuid, OUT subtotal_cents bigint, OUT tax_cents bigint) LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(n.subtotal_cents), 0)::bigint, coalesce(sum(n.tax_cents), 0)::bigint
  FROM credit_notes n WHERE n.company_id = company AND n.document_id = invoice AND n.state = 'posted' AND n.deleted_at IS NULL
    AND NOT EXISTS (SELECT FROM credit_note_reversals r WHERE r.company_id = n.company_id AND r.credit_note_id = n.id)
$$;

-- A posted note never changes. To be posted it is the sum of its lines, and with all others stays within its invoice. The
-- lock on the invoice makes two that are posted at once wait for one another.
CREATE FUNCTION guard_credit_note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE invoice record; before record; sums record;
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.state = 'posted' THEN
    RAISE EXCEPTION 'credit note % is posted', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'credit_note_immutable';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  SELECT d.* INTO invoice FROM documents d WHERE d.company_id = NEW.company_id AND d.id = NEW.document_id;
  IF invoice.client_id IS DISTINCT FROM NEW.client_id OR invoice.document_type IS DISTINCT FROM 'invoice' THEN
    RAISE EXCEPTION 'credit note % and its invoice are of different clients', NEW.id USING ERRCODE = '23514', CONSTRAINT = 'credit_note_of_other_client';
  END IF;
  IF NEW.state = 'posted' THEN
    SELECT d.* INTO invoice FROM documents d WHERE d.company_id = NEW.company_id AND d.id = NEW.document_id FOR NO KEY UPDATE;
    IF invoice.state IN ('draft', 'void') THEN
      RAISE EXCEPTION 'invoice % was not sent, or is void', invoice.id USING ERRCODE = '23514', CONSTRAINT = 'invoice_not_sent';
    END IF;
    SELECT count(*) AS lines, coalesce(sum(l.subtotal_cents), 0) AS subtotal, coalesce(sum(l.tax_cents), 0) AS tax INTO sums
      FROM credit_note_lines l WHERE l.company_id = NEW.company_id AND l.credit_note_id = NEW.id;
    IF sums.lines = 0 OR (sums.subtotal, sums.tax) IS DISTINCT FROM (NEW.subtotal_cents, NEW.tax_cents) THEN
      RAISE EXCEPTION 'lines of credit note % do not sum to it', NEW.id USING ERRCODE = '23514', CONSTRAINT = 'credit_note_lines_differ';
    END IF;
    SELECT * INTO before FROM credited_on(NEW.company_id, NEW.document_id);
    IF before.subtotal_cents + NEW.subtotal_cents > invoice.subtotal_cents - invoice.discount_cents
        OR before.tax_cents + NEW.tax_cents > invoice.tax_cents THEN
      RAISE EXCEPTION 'credit notes exceed invoice %', invoice.id USING ERRCODE = '23514', CONSTRAINT = 'credit_note_exceeds_invoice';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_credit_note BEFORE INSERT OR UPDATE OR DELETE ON credit_notes FOR EACH ROW EXECUTE FUNCTION guard_credit_note();

-- Lines change only while their note is a draft. The share lock meets the one that posts it.
CREATE FUNCTION guard_credit_note_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE new_state text; old_state text;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    SELECT state INTO old_state FROM credit_notes n WHERE n.company_id = OLD.company_id AND n.id = OLD.credit_note_id FOR SHARE;
  END IF;
  IF TG_OP <> 'DELETE' AND (TG_OP = 'INSERT' OR NEW.credit_note_id <> OLD.credit_note_id) THEN
    SELECT state INTO new_state FROM credit_notes n WHERE n.company_id = NEW.company_id AND n.id = NEW.credit_note_id FOR SHARE;
  END IF;
  IF coalesce(new_state, 'draft') <> 'draft' OR coalesce(old_state, 'draft') <> 'draft' THEN
    RAISE EXCEPTION 'lines of a posted credit note' USING ERRCODE = '23514', CONSTRAINT = 'credit_note_immutable';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER guard_credit_note_lines BEFORE INSERT OR UPDATE OR DELETE ON credit_note_lines FOR EACH ROW EXECUTE FUNCTION guard_credit_note_lines();
CALL keep('credit_note_lines', 'credit_note_immutable');

-- Whether something took the place of an invoice: its replacement stands, or carries what the invoice had billed.
CREATE FUNCTION is_corrected(company uuid, invoice uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM invoice_corrections c JOIN documents r ON r.company_id = c.company_id AND r.id = c.replacement_id
    WHERE c.company_id = company AND c.document_id = invoice AND (c.moved_records > 0 OR (r.deleted_at IS NULL AND r.state <> 'void')))
$$;

-- Only a posted note can be reversed, and not while its invoice is corrected: the work would be owed twice.
CREATE FUNCTION guard_credit_note_reversal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE note record;
BEGIN
  SELECT n.* INTO note FROM credit_notes n WHERE n.company_id = NEW.company_id AND n.id = NEW.credit_note_id;
  IF note.state IS DISTINCT FROM 'posted' THEN
    RAISE EXCEPTION 'credit note % is not posted', NEW.credit_note_id USING ERRCODE = '23514', CONSTRAINT = 'credit_note_not_posted';
  END IF;
  PERFORM FROM documents d WHERE d.company_id = NEW.company_id AND d.id = note.document_id FOR NO KEY UPDATE;
  IF is_corrected(NEW.company_id, note.document_id) THEN
    RAISE EXCEPTION 'invoice % is corrected', note.document_id USING ERRCODE = '23514', CONSTRAINT = 'correction_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_credit_note_reversal BEFORE INSERT ON credit_note_reversals FOR EACH ROW EXECUTE FUNCTION guard_credit_note_reversal();

-- At most what is still due on an invoice that is out, of its own client.
CREATE FUNCTION guard_write_off() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE invoice record;
BEGIN
  SELECT d.* INTO invoice FROM documents d WHERE d.company_id = NEW.company_id AND d.id = NEW.document_id FOR NO KEY UPDATE;
  IF invoice.document_type IS DISTINCT FROM 'invoice' OR invoice.state IN ('draft', 'void') OR invoice.client_id IS DISTINCT FROM NEW.client_id
      OR NEW.amount_cents > invoice.balance_due_cents THEN
    RAISE EXCEPTION 'write-off of more than is due' USING ERRCODE = '23514', CONSTRAINT = 'write_off_exceeds_balance';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_write_off BEFORE INSERT ON write_offs FOR EACH ROW EXECUTE FUNCTION guard_write_off();

-- Nothing may be left to credit, the replacement is a draft that names what it replaces, and there is one at a time.
CREATE FUNCTION guard_invoice_correction() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE invoice record; given record; replacement record;
BEGIN
  SELECT d.* INTO invoice FROM documents d WHERE d.company_id = NEW.company_id AND d.id = NEW.document_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM invoice_corrections c JOIN documents r ON r.company_id = c.company_id AND r.id = c.replacement_id
      WHERE c.company_id = NEW.company_id AND c.document_id = NEW.document_id AND r.deleted_at IS NULL AND r.state <> 'void') THEN
    RAISE EXCEPTION 'invoice % has a replacement', NEW.document_id USING ERRCODE = '23514', CONSTRAINT = 'invoice_corrected';
  END IF;
  SELECT * INTO given FROM credited_on(NEW.company_id, NEW.document_id);
  SELECT d.* INTO replacement FROM documents d WHERE d.company_id = NEW.company_id AND d.id = NEW.replacement_id;
  IF (given.subtotal_cents, given.tax_cents) IS DISTINCT FROM (invoice.subtotal_cents - invoice.discount_cents, invoice.tax_cents)
      OR invoice.document_type <> 'invoice' OR invoice.state IN ('draft', 'void')
      OR replacement.corrects_id IS DISTINCT FROM NEW.document_id OR replacement.state <> 'draft' OR replacement.client_id <> invoice.client_id THEN
    RAISE EXCEPTION 'the correction of invoice % is not complete', NEW.document_id USING ERRCODE = '23514', CONSTRAINT = 'correction_incomplete';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_invoice_correction BEFORE INSERT ON invoice_corrections FOR EACH ROW EXECUTE FUNCTION guard_invoice_correction();

-- As before, and: a correction takes the time off its invoice.
CREATE OR REPLACE FUNCTION guard_time_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE movable constant text[] := ARRAY['state', 'document_id', 'document_line_id', 'rate_cents', 'updated_at', 'revision'];
BEGIN
  IF OLD.state = 'billed' AND (TG_OP = 'DELETE' OR to_jsonb(NEW) - movable IS DISTINCT FROM to_jsonb(OLD) - movable
      OR (NEW.state = 'billed' AND (NEW.document_id, NEW.rate_cents) IS DISTINCT FROM (OLD.document_id, OLD.rate_cents))
      OR NEW.state NOT IN ('billed', 'approved')) THEN
    RAISE EXCEPTION 'time entry % is billed', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'time_locked';
  END IF;
  IF OLD.state = 'billed' AND NEW.state <> 'billed' AND EXISTS (
    SELECT FROM documents d WHERE d.company_id = OLD.company_id AND d.id = OLD.document_id AND d.state NOT IN ('draft', 'void'))
    AND NOT is_corrected(OLD.company_id, OLD.document_id) THEN
    RAISE EXCEPTION 'time entry % is on a sent invoice', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'time_locked';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- As before, and: posted credit notes and live write-offs forbid voiding.
CREATE OR REPLACE FUNCTION guard_document() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  -- the last two are made from the number after this trigger has run
  movable text[] := ARRAY['state', 'balance_due_cents', 'internal_note', 'voided_at', 'paid_at', 'updated_at', 'revision',
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
    IF OLD.state = 'sent' AND NEW.state IN ('accepted', 'declined') THEN
      movable := movable || ARRAY['accepted_at', 'declined_at', 'decided_by_name', 'decided_address', 'decline_reason'];
    END IF;
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
      UNION ALL SELECT FROM credit_applications c WHERE c.company_id = NEW.company_id AND c.document_id = NEW.id
      UNION ALL SELECT FROM credit_notes n WHERE n.company_id = NEW.company_id AND n.document_id = NEW.id AND n.state = 'posted'
        AND NOT EXISTS (SELECT FROM credit_note_reversals r WHERE r.company_id = n.company_id AND r.credit_note_id = n.id)
      UNION ALL SELECT FROM write_offs w WHERE w.company_id = NEW.company_id AND w.document_id = NEW.id
        AND NOT EXISTS (SELECT FROM write_off_reversals r WHERE r.company_id = w.company_id AND r.write_off_id = w.id)) THEN
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
