-- Money that goes back to clients, credit that is taken off an invoice again, and credit given or taken by hand.

CREATE TABLE payment_refunds (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  refunded_on date NOT NULL,
  amount_cents bigint NOT NULL CONSTRAINT payment_refunds_amount CHECK (amount_cents BETWEEN 1 AND 99999999999),
  reference text,
  reason text,
  state text NOT NULL CONSTRAINT payment_refunds_state CHECK (state IN ('pending', 'succeeded', 'failed')),
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT payment_refunds_payment FOREIGN KEY (company_id, payment_id) REFERENCES payments (company_id, id)
);
CREATE INDEX payment_refunds_payment_idx ON payment_refunds (company_id, payment_id, created_at);
CALL wall('payment_refunds');
CALL keep('payment_refunds', 'refund_immutable');

-- Where a refund takes its money from: what the payment gave to an invoice, or, without an allocation, the client's credit.
CREATE TABLE payment_refund_parts (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  refund_id uuid NOT NULL,
  allocation_id uuid,
  amount_cents bigint NOT NULL CONSTRAINT payment_refund_parts_amount CHECK (amount_cents > 0),
  PRIMARY KEY (company_id, id),
  CONSTRAINT payment_refund_parts_refund FOREIGN KEY (company_id, refund_id) REFERENCES payment_refunds (company_id, id),
  CONSTRAINT payment_refund_parts_allocation FOREIGN KEY (company_id, allocation_id) REFERENCES payment_allocations (company_id, id),
  CONSTRAINT payment_refund_parts_once UNIQUE NULLS NOT DISTINCT (company_id, refund_id, allocation_id)
);
CREATE INDEX payment_refund_parts_allocation_idx ON payment_refund_parts (company_id, allocation_id) WHERE allocation_id IS NOT NULL;
CALL wall('payment_refund_parts');
CALL freeze('payment_refund_parts', 'refund_immutable');

-- A refund never changes, but for one that waited: it arrives, or it fails.
CREATE FUNCTION guard_refund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'pending' OR to_jsonb(NEW) - 'state' IS DISTINCT FROM to_jsonb(OLD) - 'state' THEN
    RAISE EXCEPTION 'refunds do not change' USING ERRCODE = '23514', CONSTRAINT = 'refund_immutable';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_refund BEFORE UPDATE OR DELETE ON payment_refunds FOR EACH ROW EXECUTE FUNCTION guard_refund();

-- The parts are the whole, they belong to the payment, and all refunds together, those that wait included, stay within it.
CREATE FUNCTION check_refund(company uuid, refund uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE whole record; paid record; parts record; asked bigint;
BEGIN
  SELECT r.* INTO whole FROM payment_refunds r WHERE r.company_id = company AND r.id = refund;
  SELECT p.* INTO paid FROM payments p WHERE p.company_id = company AND p.id = whole.payment_id FOR NO KEY UPDATE;
  SELECT coalesce(sum(t.amount_cents), 0) AS cents, count(*) FILTER (WHERE t.allocation_id IS NOT NULL AND a.payment_id IS DISTINCT FROM whole.payment_id) AS strange
    INTO parts FROM payment_refund_parts t
    LEFT JOIN payment_allocations a ON a.company_id = t.company_id AND a.id = t.allocation_id
    WHERE t.company_id = company AND t.refund_id = refund;
  IF parts.cents <> whole.amount_cents OR parts.strange > 0 THEN
    RAISE EXCEPTION 'parts of refund % do not make it up', refund USING ERRCODE = '23514', CONSTRAINT = 'refund_sources_differ';
  END IF;
  SELECT sum(r.amount_cents) INTO asked FROM payment_refunds r
    WHERE r.company_id = company AND r.payment_id = whole.payment_id AND r.state <> 'failed';
  IF asked > paid.amount_cents THEN
    RAISE EXCEPTION 'refunds exceed payment %', paid.id USING ERRCODE = '23514', CONSTRAINT = 'refund_exceeds_payment';
  END IF;
  IF paid.state <> 'succeeded' OR whole.refunded_on < paid.received_on OR EXISTS (
    SELECT FROM payment_reversals v WHERE v.company_id = company AND v.payment_id = paid.id) THEN
    RAISE EXCEPTION 'payment % cannot be refunded', paid.id USING ERRCODE = '23514', CONSTRAINT = 'payment_not_refundable';
  END IF;
END $$;

-- Refunds that arrived are rolled up on their payment and its allocations.
CREATE FUNCTION roll_up_refund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN PERFORM check_refund(NEW.company_id, NEW.id); END IF;
  IF NEW.state = 'succeeded' THEN
    UPDATE payment_allocations a SET refunded_cents = a.refunded_cents + t.amount_cents FROM payment_refund_parts t
      WHERE t.company_id = NEW.company_id AND t.refund_id = NEW.id AND a.company_id = NEW.company_id AND a.id = t.allocation_id;
    UPDATE payments p SET refunded_cents = p.refunded_cents + NEW.amount_cents WHERE p.company_id = NEW.company_id AND p.id = NEW.payment_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER roll_up_refund AFTER INSERT OR UPDATE ON payment_refunds FOR EACH ROW EXECUTE FUNCTION roll_up_refund();

-- No part joins a refund later.
CREATE FUNCTION check_refund_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM check_refund(NEW.company_id, NEW.refund_id);
  RETURN NULL;
END $$;
CREATE TRIGGER check_refund_part AFTER INSERT ON payment_refund_parts FOR EACH ROW EXECUTE FUNCTION check_refund_part();

-- As before, and: what was refunded is written by the refunds alone, that is, from inside their trigger.
CREATE OR REPLACE FUNCTION guard_payment() RETURNS trigger LANGUAGE plpgsql AS $$
-- search_text is made after this trigger has run
DECLARE movable text[] := ARRAY['search_text'];
BEGIN
  IF pg_trigger_depth() > 1 THEN movable := movable || ARRAY['refunded_cents']; END IF;
  -- through jsonb: allocations have no state
  IF to_jsonb(OLD) ->> 'state' = 'pending' THEN movable := movable || ARRAY['state']; END IF;
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - movable IS DISTINCT FROM to_jsonb(OLD) - movable THEN
    RAISE EXCEPTION 'payment records do not change' USING ERRCODE = '23514', CONSTRAINT = 'payment_immutable';
  END IF;
  RETURN NEW;
END $$;

-- What was refunded, even in part, cannot be reversed any more. The lock meets a refund of the same moment.
CREATE FUNCTION guard_payment_reversal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM payments p WHERE p.company_id = NEW.company_id AND p.id = NEW.payment_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM payment_refunds r WHERE r.company_id = NEW.company_id AND r.payment_id = NEW.payment_id AND r.state <> 'failed') THEN
    RAISE EXCEPTION 'payment % was refunded', NEW.payment_id USING ERRCODE = '23514', CONSTRAINT = 'payment_refunded';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_payment_reversal BEFORE INSERT ON payment_reversals FOR EACH ROW EXECUTE FUNCTION guard_payment_reversal();

-- Credit that is taken off an invoice again. The application stays as it was; this says that it counts no more.
CREATE TABLE credit_application_reversals (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  application_id uuid NOT NULL,
  reversed_on date NOT NULL,
  reason text,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT credit_application_reversals_application FOREIGN KEY (company_id, application_id) REFERENCES credit_applications (company_id, id),
  CONSTRAINT credit_application_reversed_once UNIQUE (company_id, application_id)
);
CALL wall('credit_application_reversals');
CALL freeze('credit_application_reversals', 'credit_immutable');

-- Credit given (positive) or taken (negative) by hand, and why.
CREATE TABLE credit_adjustments (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  adjusted_on date NOT NULL,
  cents_delta bigint NOT NULL CONSTRAINT credit_adjustments_delta CHECK (cents_delta <> 0 AND abs(cents_delta) <= 99999999999),
  reason text NOT NULL CONSTRAINT credit_adjustments_reason CHECK (length(trim(reason)) > 0),
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT credit_adjustments_client FOREIGN KEY (company_id, client_id) REFERENCES clients (company_id, id)
);
CREATE INDEX credit_adjustments_client_idx ON credit_adjustments (company_id, client_id, created_at DESC);
CALL wall('credit_adjustments');
CALL freeze('credit_adjustments', 'credit_immutable');
