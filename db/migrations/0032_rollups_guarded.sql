-- Rollups say what their sources say, whoever writes them: SQL that sets one to anything else is refused. What the
-- database's own triggers keep (credit of clients, refunded parts) costs nothing more; balances are summed when they move.

-- What a client has as credit is the sum of its entries; the trigger of the entries writes it.
CREATE FUNCTION guard_client_credit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.credit_cents <> (SELECT coalesce(sum(e.cents_delta), 0) FROM client_credit_entries e
      WHERE e.company_id = NEW.company_id AND e.client_id = NEW.id) THEN
    RAISE EXCEPTION 'credit of client % is not the sum of its entries', NEW.id USING ERRCODE = '23514', CONSTRAINT = 'credit_differs';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_client_credit BEFORE UPDATE ON clients FOR EACH ROW
  WHEN (NEW.credit_cents <> OLD.credit_cents AND pg_trigger_depth() = 0) EXECUTE FUNCTION guard_client_credit();
CREATE TRIGGER guard_new_client_credit BEFORE INSERT ON clients FOR EACH ROW
  WHEN (NEW.credit_cents <> 0) EXECUTE FUNCTION guard_client_credit();

-- What an invoice owes is its total less all that settled it and still counts.
CREATE FUNCTION guard_invoice_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE due bigint;
BEGIN
  IF NEW.document_type <> 'invoice' OR NEW.state IN ('draft', 'void') THEN
    due := 0;
  ELSIF OLD.state = 'draft' THEN
    due := NEW.total_cents;
  ELSE
    SELECT NEW.total_cents
      - coalesce((SELECT sum(a.amount_cents - a.refunded_cents) FROM payment_allocations a
          JOIN payments p ON p.company_id = a.company_id AND p.id = a.payment_id AND p.state = 'succeeded'
          WHERE a.company_id = NEW.company_id AND a.document_id = NEW.id AND NOT EXISTS (
            SELECT FROM payment_reversals r WHERE r.company_id = a.company_id AND r.payment_id = a.payment_id)), 0)
      - coalesce((SELECT sum(c.amount_cents) FROM credit_applications c
          WHERE c.company_id = NEW.company_id AND c.document_id = NEW.id AND NOT EXISTS (
            SELECT FROM credit_application_reversals r WHERE r.company_id = c.company_id AND r.application_id = c.id)), 0)
      - coalesce((SELECT sum(n.ar_applied_cents) FROM credit_notes n
          WHERE n.company_id = NEW.company_id AND n.document_id = NEW.id AND n.deleted_at IS NULL AND n.state = 'posted' AND NOT EXISTS (
            SELECT FROM credit_note_reversals r WHERE r.company_id = n.company_id AND r.credit_note_id = n.id)), 0)
      - coalesce((SELECT sum(w.amount_cents) FROM write_offs w
          WHERE w.company_id = NEW.company_id AND w.document_id = NEW.id AND NOT EXISTS (
            SELECT FROM write_off_reversals r WHERE r.company_id = w.company_id AND r.write_off_id = w.id)), 0) INTO due;
  END IF;
  IF NEW.balance_due_cents <> due THEN
    RAISE EXCEPTION 'document % owes %, not %', NEW.id, due, NEW.balance_due_cents USING ERRCODE = '23514', CONSTRAINT = 'balance_differs';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_invoice_balance BEFORE UPDATE ON documents FOR EACH ROW
  WHEN (NEW.balance_due_cents <> OLD.balance_due_cents) EXECUTE FUNCTION guard_invoice_balance();

-- What a bill owes is its total less its live payments.
CREATE FUNCTION guard_bill_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE due bigint;
BEGIN
  SELECT CASE WHEN NEW.state IN ('draft', 'void') THEN 0 ELSE NEW.total_cents - coalesce(sum(a.amount_cents), 0) END INTO due
    FROM bill_payment_allocations a WHERE a.company_id = NEW.company_id AND a.bill_id = NEW.id AND NOT EXISTS (
      SELECT FROM bill_payment_reversals r WHERE r.company_id = a.company_id AND r.payment_id = a.payment_id);
  IF NEW.balance_due_cents <> due THEN
    RAISE EXCEPTION 'bill % owes %, not %', NEW.id, due, NEW.balance_due_cents USING ERRCODE = '23514', CONSTRAINT = 'bill_balance_differs';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_bill_balance BEFORE UPDATE ON bills FOR EACH ROW
  WHEN (NEW.balance_due_cents <> OLD.balance_due_cents) EXECUTE FUNCTION guard_bill_balance();

-- What was refunded of a payment, and of an allocation: nothing at first, then what arrived, written by the refunds'
-- trigger. Other SQL may write it only as it is (the drift tool does).
CREATE FUNCTION guard_new_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'nothing is refunded of a payment that is new' USING ERRCODE = '23514', CONSTRAINT = 'payment_immutable';
END $$;
CREATE TRIGGER guard_new_payment BEFORE INSERT ON payments FOR EACH ROW
  WHEN (NEW.refunded_cents <> 0) EXECUTE FUNCTION guard_new_payment();
CREATE TRIGGER guard_new_payment BEFORE INSERT ON payment_allocations FOR EACH ROW
  WHEN (NEW.refunded_cents <> 0) EXECUTE FUNCTION guard_new_payment();

CREATE FUNCTION refunded_of_payment(company uuid, payment uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(r.amount_cents), 0)::bigint FROM payment_refunds r
  WHERE r.company_id = company AND r.payment_id = payment AND r.state = 'succeeded'
$$;
CREATE FUNCTION refunded_of_allocation(company uuid, allocation uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(t.amount_cents), 0)::bigint FROM payment_refund_parts t
  JOIN payment_refunds r ON r.company_id = t.company_id AND r.id = t.refund_id AND r.state = 'succeeded'
  WHERE t.company_id = company AND t.allocation_id = allocation
$$;
CREATE OR REPLACE FUNCTION guard_payment() RETURNS trigger LANGUAGE plpgsql AS $$
-- search_text is made after this trigger has run
DECLARE movable text[] := ARRAY['search_text'];
BEGIN
  IF pg_trigger_depth() > 1 THEN
    movable := movable || ARRAY['refunded_cents'];
  ELSIF TG_OP = 'UPDATE' AND NEW.refunded_cents <> OLD.refunded_cents THEN
    IF NEW.refunded_cents = (CASE TG_TABLE_NAME WHEN 'payments' THEN refunded_of_payment(NEW.company_id, NEW.id)
        ELSE refunded_of_allocation(NEW.company_id, NEW.id) END) THEN
      movable := movable || ARRAY['refunded_cents'];
    END IF;
  END IF;
  -- through jsonb: allocations have no state
  IF to_jsonb(OLD) ->> 'state' = 'pending' THEN movable := movable || ARRAY['state']; END IF;
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - movable IS DISTINCT FROM to_jsonb(OLD) - movable THEN
    RAISE EXCEPTION 'payment records do not change' USING ERRCODE = '23514', CONSTRAINT = 'payment_immutable';
  END IF;
  RETURN NEW;
END $$;

-- An expense begins as a draft: what stands in the books went through its approval.
CREATE FUNCTION guard_new_expense() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'expense % does not begin as a draft', NEW.id USING ERRCODE = '23514', CONSTRAINT = 'expense_begins_as_draft';
END $$;
CREATE TRIGGER guard_new_expense BEFORE INSERT ON expenses FOR EACH ROW
  WHEN (NEW.state <> 'draft' OR NEW.document_id IS NOT NULL) EXECUTE FUNCTION guard_new_expense();

-- What a member was paid back is the sum of what it was for.
CREATE FUNCTION guard_reimbursement_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT company_id, reimbursement_id FROM new_items) n
    JOIN expense_reimbursements r ON r.company_id = n.company_id AND r.id = n.reimbursement_id
    WHERE r.amount_cents <> (SELECT sum(i.amount_cents) FROM expense_reimbursement_items i
      WHERE i.company_id = n.company_id AND i.reimbursement_id = n.reimbursement_id)) THEN
    RAISE EXCEPTION 'items of a reimbursement do not make it up' USING ERRCODE = '23514', CONSTRAINT = 'reimbursement_differs';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_reimbursement_items AFTER INSERT ON expense_reimbursement_items
  REFERENCING NEW TABLE AS new_items FOR EACH STATEMENT EXECUTE FUNCTION guard_reimbursement_items();
