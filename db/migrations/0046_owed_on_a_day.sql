-- What was owed on a day of the past, from an index. Each sent invoice knows the first and the last day on which what it
-- owes moved: before the first it owed its total, since the last it owes its balance, and only between is anything summed.
ALTER TABLE documents
  ADD COLUMN moved_from date,
  ADD COLUMN moved_to date,
  -- 0 … 11: it owed for less than 2, 4, 8 … days, or longer; 12: it still owes; 13: paid before its own date; null: it never owed.
  -- So what was open on a day began, in each class, within a span of days that the class knows.
  ADD COLUMN owed_class smallint;

CREATE FUNCTION class_owed(issued_on date, moved_from date, moved_to date, due_cents bigint) RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN moved_from < issued_on THEN 13 WHEN due_cents > 0 THEN 12
    ELSE width_bucket(moved_to - issued_on, ARRAY[2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048]) END;

-- What settled invoices, gave back to them, or voided them, by the day that the books say.
CREATE VIEW invoice_moves WITH (security_invoker = true) AS
  SELECT a.company_id, a.document_id, p.received_on AS day, -a.amount_cents AS cents FROM payment_allocations a
    JOIN payments p ON p.company_id = a.company_id AND p.id = a.payment_id AND p.state = 'succeeded'
  UNION ALL SELECT a.company_id, a.document_id, r.reversed_on, a.amount_cents FROM payment_allocations a
    JOIN payment_reversals r ON r.company_id = a.company_id AND r.payment_id = a.payment_id
  UNION ALL SELECT a.company_id, a.document_id, r.refunded_on, t.amount_cents FROM payment_allocations a
    JOIN payment_refund_parts t ON t.company_id = a.company_id AND t.allocation_id = a.id
    JOIN payment_refunds r ON r.company_id = t.company_id AND r.id = t.refund_id AND r.state = 'succeeded'
  UNION ALL SELECT c.company_id, c.document_id, c.applied_on, -c.amount_cents FROM credit_applications c
  UNION ALL SELECT c.company_id, c.document_id, r.reversed_on, c.amount_cents FROM credit_applications c
    JOIN credit_application_reversals r ON r.company_id = c.company_id AND r.application_id = c.id
  UNION ALL SELECT n.company_id, n.document_id, n.issued_on, -n.ar_applied_cents FROM credit_notes n
    WHERE n.state = 'posted' AND n.deleted_at IS NULL AND n.ar_applied_cents > 0
  UNION ALL SELECT n.company_id, n.document_id, r.reversed_on, n.ar_applied_cents FROM credit_notes n
    JOIN credit_note_reversals r ON r.company_id = n.company_id AND r.credit_note_id = n.id
    WHERE n.state = 'posted' AND n.deleted_at IS NULL AND n.ar_applied_cents > 0
  UNION ALL SELECT w.company_id, w.document_id, w.written_off_on, -w.amount_cents FROM write_offs w
  UNION ALL SELECT w.company_id, w.document_id, r.reversed_on, w.amount_cents FROM write_offs w
    JOIN write_off_reversals r ON r.company_id = w.company_id AND r.write_off_id = w.id
  UNION ALL SELECT d.company_id, d.id, e.entry_date, -d.total_cents FROM documents d
    JOIN journal_entries e ON e.company_id = d.company_id AND e.source_type = 'invoice_void' AND e.source_id = d.id
    WHERE d.document_type = 'invoice';

-- What the days of every invoice are, by what moved it; those of documents are kept beside it.
CREATE VIEW invoice_days WITH (security_invoker = true) AS
  SELECT d.company_id, d.id AS document_id, m.first AS moved_from, m.last AS moved_to,
    class_owed(d.issued_on, m.first, m.last, d.balance_due_cents) AS owed_class
  FROM documents d
  LEFT JOIN (SELECT company_id, document_id, min(day) AS first, max(day) AS last FROM invoice_moves GROUP BY 1, 2) m
    ON m.company_id = d.company_id AND m.document_id = d.id
  WHERE d.document_type = 'invoice' AND d.number IS NOT NULL AND d.total_cents > 0;

-- As before, what an invoice owes is its total less all that settled it and still counts; and its days are those of what
-- moved it, whatever was written there.
CREATE OR REPLACE FUNCTION guard_invoice_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE due bigint := 0; moved record;
BEGIN
  NEW.moved_from := NULL;
  NEW.moved_to := NULL;
  NEW.owed_class := NULL;
  IF NEW.document_type = 'invoice' AND NEW.number IS NOT NULL AND NEW.state <> 'draft' THEN
    IF OLD.state = 'draft' THEN
      due := CASE NEW.state WHEN 'void' THEN 0 ELSE NEW.total_cents END;
    ELSE
      SELECT sum(m.cents) AS cents, min(m.day) AS first, max(m.day) AS last INTO moved
        FROM invoice_moves m WHERE m.company_id = NEW.company_id AND m.document_id = NEW.id;
      due := CASE NEW.state WHEN 'void' THEN 0 ELSE NEW.total_cents + coalesce(moved.cents, 0) END;
      NEW.moved_from := moved.first;
      NEW.moved_to := moved.last;
    END IF;
  END IF;
  IF NEW.balance_due_cents <> OLD.balance_due_cents AND NEW.balance_due_cents <> due THEN
    RAISE EXCEPTION 'document % owes %, not %', NEW.id, due, NEW.balance_due_cents USING ERRCODE = '23514', CONSTRAINT = 'balance_differs';
  END IF;
  IF NEW.document_type = 'invoice' AND NEW.number IS NOT NULL AND NEW.total_cents > 0 THEN
    IF NEW.state = 'void' AND NEW.moved_to IS NULL THEN
      -- its entry comes after it, where a version before this one voids
      NEW.moved_from := greatest(NEW.issued_on, current_date);
      NEW.moved_to := NEW.moved_from;
    END IF;
    NEW.owed_class := class_owed(NEW.issued_on, NEW.moved_from, NEW.moved_to, NEW.balance_due_cents);
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER guard_invoice_balance ON documents;
CREATE TRIGGER guard_invoice_balance BEFORE UPDATE OF balance_due_cents, moved_from, moved_to, owed_class ON documents
  FOR EACH ROW EXECUTE FUNCTION guard_invoice_balance();

-- As before, and: the days of what moved it are kept by the trigger above.
CREATE OR REPLACE FUNCTION guard_document() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  -- the last two are made from the number after this trigger has run
  movable text[] := ARRAY['state', 'balance_due_cents', 'moved_from', 'moved_to', 'owed_class', 'internal_note', 'voided_at', 'paid_at',
    'updated_at', 'revision', 'search_text', 'sort_number'];
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

-- Only what was numbered ever owed. What is there already is of no class, so there is nothing to look for.
ALTER TABLE documents ADD CONSTRAINT documents_owed CHECK (number IS NOT NULL OR (owed_class IS NULL AND moved_from IS NULL AND moved_to IS NULL)) NOT VALID;

-- The days of invoices sent before: company by company, a thousand to a transaction, so that nobody waits for it. The
-- trigger above says what they are. Run again it does the same once more.
CREATE PROCEDURE fill_owed_days() LANGUAGE plpgsql AS $$
DECLARE companies uuid[]; company uuid; batch uuid[]; after uuid;
BEGIN
  SET LOCAL app.platform = 'on';
  SELECT array_agg(c.id) INTO companies FROM companies c;
  COMMIT;
  FOREACH company IN ARRAY coalesce(companies, '{}') LOOP
    after := '00000000-0000-0000-0000-000000000000';
    LOOP
      EXECUTE format('SET LOCAL app.company_id = %L', company);
      SELECT array_agg(n.id ORDER BY n.id) INTO batch FROM (
        SELECT d.id FROM documents d WHERE d.company_id = company AND d.id > after AND d.document_type = 'invoice' AND d.number IS NOT NULL
        ORDER BY d.id LIMIT 1000) n;
      EXIT WHEN batch IS NULL;
      UPDATE documents d SET moved_from = d.moved_from WHERE d.company_id = company AND d.id = ANY (batch);
      after := batch[cardinality(batch)];
      COMMIT;
    END LOOP;
    COMMIT;
  END LOOP;
END $$;
