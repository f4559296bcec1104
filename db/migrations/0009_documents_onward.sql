-- What a document remembers after it left the house: the client's answer, what it became, what it corrects or repeats.

ALTER TABLE documents
  ADD COLUMN accepted_at timestamptz,
  ADD COLUMN declined_at timestamptz,
  -- evidence of the client's answer
  ADD COLUMN decided_by_name text,
  ADD COLUMN decided_address text,
  ADD COLUMN decline_reason text,
  -- the estimate or proposal that this invoice was made from
  ADD COLUMN converted_from_id uuid,
  -- the invoice that this one replaces
  ADD COLUMN corrects_id uuid,
  -- the overdue invoice that this one charges a late fee for
  ADD COLUMN late_fee_for_id uuid,
  -- the run of a plan that made it
  ADD COLUMN recurring_plan_id uuid,
  ADD COLUMN planned_on date,
  ADD CONSTRAINT documents_planned CHECK ((recurring_plan_id IS NULL) = (planned_on IS NULL)) NOT VALID,
  ADD CONSTRAINT documents_converted_from FOREIGN KEY (company_id, converted_from_id) REFERENCES documents (company_id, id) NOT VALID,
  ADD CONSTRAINT documents_corrects FOREIGN KEY (company_id, corrects_id) REFERENCES documents (company_id, id) NOT VALID,
  ADD CONSTRAINT documents_late_fee_for FOREIGN KEY (company_id, late_fee_for_id) REFERENCES documents (company_id, id) NOT VALID;

-- As before, and: the answer of the client may be written once, as the state that it brings.
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
