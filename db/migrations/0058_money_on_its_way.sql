-- A payment that was announced and has not arrived: it moves nothing, and knows what it is meant for. It arrives once or fails once.
ALTER TABLE payments
  -- the day on which it was on its way, of one that waited; received_on says the same until it arrives
  ADD COLUMN announced_on date,
  ADD COLUMN failed_on date,
  ADD COLUMN failure_reason text;
-- What is there arrived at once, so there is nothing to look for.
ALTER TABLE payments ADD CONSTRAINT payments_announced CHECK (announced_on <= received_on) NOT VALID;
ALTER TABLE payments ADD CONSTRAINT payments_waited CHECK (state = 'succeeded' OR announced_on IS NOT NULL) NOT VALID;
ALTER TABLE payments ADD CONSTRAINT payments_cash_is_there CHECK (method <> 'cash' OR announced_on IS NULL) NOT VALID;
ALTER TABLE payments ADD CONSTRAINT payments_failed CHECK (
  CASE state WHEN 'failed' THEN failed_on IS NOT NULL AND failure_reason IS NOT NULL AND failed_on >= announced_on AND length(trim(failure_reason)) > 0 ELSE failed_on IS NULL AND failure_reason IS NULL END) NOT VALID;

CREATE TABLE intended_allocations (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  document_id uuid NOT NULL,
  amount_cents bigint NOT NULL CONSTRAINT intended_allocations_amount CHECK (amount_cents > 0),
  PRIMARY KEY (company_id, id),
  CONSTRAINT intended_allocations_payment FOREIGN KEY (company_id, payment_id) REFERENCES payments (company_id, id),
  CONSTRAINT intended_allocations_document FOREIGN KEY (company_id, document_id) REFERENCES documents (company_id, id),
  CONSTRAINT intended_allocations_once UNIQUE (company_id, payment_id, document_id)
);
CREATE INDEX intended_allocations_document_idx ON intended_allocations (company_id, document_id);
CALL wall('intended_allocations');
CALL freeze('intended_allocations', 'payment_immutable');

-- What a payment is meant for is said while it is on its way.
CREATE FUNCTION guard_intended_allocation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM payments p WHERE p.company_id = NEW.company_id AND p.id = NEW.payment_id AND p.state = 'pending') THEN
    RAISE EXCEPTION 'payment % is not on its way', NEW.payment_id USING ERRCODE = '23514', CONSTRAINT = 'payment_not_pending';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_intended_allocation AFTER INSERT ON intended_allocations FOR EACH ROW EXECUTE FUNCTION guard_intended_allocation();

-- Money pays invoices when it is there.
CREATE FUNCTION guard_allocation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM payments p WHERE p.company_id = NEW.company_id AND p.id = NEW.payment_id AND p.state <> 'succeeded') THEN
    RAISE EXCEPTION 'payment % has not arrived', NEW.payment_id USING ERRCODE = '23514', CONSTRAINT = 'payment_not_arrived';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_allocation AFTER INSERT ON payment_allocations FOR EACH ROW EXECUTE FUNCTION guard_allocation();

-- As before, and: one that waited arrives, on its day, or fails, on a day and for a reason; then it is as firm as any other.
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
  IF to_jsonb(OLD) ->> 'state' = 'pending' THEN
    movable := movable || CASE to_jsonb(NEW) ->> 'state'
      WHEN 'succeeded' THEN ARRAY['state', 'received_on'] WHEN 'failed' THEN ARRAY['state', 'failed_on', 'failure_reason'] ELSE ARRAY[]::text[] END;
  END IF;
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - movable IS DISTINCT FROM to_jsonb(OLD) - movable THEN
    RAISE EXCEPTION 'payment records do not change' USING ERRCODE = '23514', CONSTRAINT = 'payment_immutable';
  END IF;
  RETURN NEW;
END $$;

-- As before, and: what never came cannot be taken back.
CREATE OR REPLACE FUNCTION guard_payment_reversal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE paid record;
BEGIN
  SELECT p.state INTO paid FROM payments p WHERE p.company_id = NEW.company_id AND p.id = NEW.payment_id FOR NO KEY UPDATE;
  IF paid.state <> 'succeeded' THEN
    RAISE EXCEPTION 'payment % has not arrived', NEW.payment_id USING ERRCODE = '23514', CONSTRAINT = 'payment_not_reversible';
  END IF;
  IF EXISTS (SELECT FROM payment_refunds r WHERE r.company_id = NEW.company_id AND r.payment_id = NEW.payment_id AND r.state <> 'failed') THEN
    RAISE EXCEPTION 'payment % was refunded', NEW.payment_id USING ERRCODE = '23514', CONSTRAINT = 'payment_refunded';
  END IF;
  RETURN NEW;
END $$;
