-- A refund that is on its way takes nothing yet, but what it is made of is promised to it: the rest of its payment, of the
-- allocations, and the client's credit. It arrives once or fails once.
ALTER TABLE payment_refunds
  -- the day on which it was on its way, of one that waited; refunded_on says the same until it arrives
  ADD COLUMN announced_on date,
  ADD COLUMN failed_on date,
  ADD COLUMN failure_reason text;
-- What is there arrived at once, so there is nothing to look for.
ALTER TABLE payment_refunds ADD CONSTRAINT payment_refunds_announced CHECK (announced_on <= refunded_on) NOT VALID;
ALTER TABLE payment_refunds ADD CONSTRAINT payment_refunds_waited CHECK (state = 'succeeded' OR announced_on IS NOT NULL) NOT VALID;
ALTER TABLE payment_refunds ADD CONSTRAINT payment_refunds_failed CHECK (
  CASE state WHEN 'failed' THEN failed_on IS NOT NULL AND failure_reason IS NOT NULL AND failed_on >= announced_on AND length(trim(failure_reason)) > 0 ELSE failed_on IS NULL AND failure_reason IS NULL END) NOT VALID;

-- A refund never changes, but for one that waited: it arrives, on its day, or it fails, on a day and for a reason.
CREATE OR REPLACE FUNCTION guard_refund() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE movable text[] := ARRAY[]::text[];
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state = 'pending' THEN
    movable := CASE NEW.state WHEN 'succeeded' THEN ARRAY['state', 'refunded_on'] WHEN 'failed' THEN ARRAY['state', 'failed_on', 'failure_reason'] ELSE movable END;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.state <> 'pending' OR to_jsonb(NEW) - movable IS DISTINCT FROM to_jsonb(OLD) - movable THEN
    RAISE EXCEPTION 'refunds do not change' USING ERRCODE = '23514', CONSTRAINT = 'refund_immutable';
  END IF;
  RETURN NEW;
END $$;

-- As before, and: no allocation gives back, or promises, more than it got.
CREATE OR REPLACE FUNCTION check_refund(company uuid, refund uuid) RETURNS void LANGUAGE plpgsql AS $$
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
  IF asked > paid.amount_cents OR EXISTS (
    SELECT FROM payment_refunds r
    JOIN payment_refund_parts t ON t.company_id = r.company_id AND t.refund_id = r.id
    JOIN payment_allocations a ON a.company_id = t.company_id AND a.id = t.allocation_id
    WHERE r.company_id = company AND r.payment_id = whole.payment_id AND r.state <> 'failed'
    GROUP BY a.id, a.amount_cents HAVING sum(t.amount_cents) > a.amount_cents) THEN
    RAISE EXCEPTION 'refunds exceed payment %', paid.id USING ERRCODE = '23514', CONSTRAINT = 'refund_exceeds_payment';
  END IF;
  IF paid.state <> 'succeeded' OR whole.refunded_on < paid.received_on OR EXISTS (
    SELECT FROM payment_reversals v WHERE v.company_id = company AND v.payment_id = paid.id) THEN
    RAISE EXCEPTION 'payment % cannot be refunded', paid.id USING ERRCODE = '23514', CONSTRAINT = 'payment_not_refundable';
  END IF;
END $$;

-- What refunds on their way will take from a client's credit.
CREATE FUNCTION promised_credit(company uuid, client uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(t.amount_cents), 0)::bigint FROM payment_refunds r
  JOIN payments p ON p.company_id = r.company_id AND p.id = r.payment_id AND p.client_id = client
  JOIN payment_refund_parts t ON t.company_id = r.company_id AND t.refund_id = r.id AND t.allocation_id IS NULL
  WHERE r.company_id = company AND r.state = 'pending'
$$;

-- Credit that is promised stays there. The lock meets whoever uses or promises it at the same moment.
CREATE FUNCTION check_promised_credit(company uuid, client uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE promised bigint;
BEGIN
  PERFORM FROM clients c WHERE c.company_id = company AND c.id = client FOR NO KEY UPDATE;
  promised := promised_credit(company, client);
  IF promised > 0 AND promised > (SELECT coalesce(sum(e.cents_delta), 0) FROM client_credit_entries e
      WHERE e.company_id = company AND e.client_id = client) THEN
    RAISE EXCEPTION 'credit of client % is promised', client USING ERRCODE = '23514', CONSTRAINT = 'credit_promised';
  END IF;
END $$;

CREATE FUNCTION guard_promised_credit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM check_promised_credit(NEW.company_id, NEW.client_id);
  RETURN NULL;
END $$;
CREATE TRIGGER guard_promised_credit AFTER INSERT ON client_credit_entries FOR EACH ROW WHEN (NEW.cents_delta < 0) EXECUTE FUNCTION guard_promised_credit();

-- As before, and: a refund that is on its way promises credit that is there.
CREATE OR REPLACE FUNCTION roll_up_refund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM check_refund(NEW.company_id, NEW.id);
    IF NEW.state = 'pending' THEN
      PERFORM check_promised_credit(NEW.company_id, (SELECT p.client_id FROM payments p WHERE p.company_id = NEW.company_id AND p.id = NEW.payment_id));
    END IF;
  END IF;
  IF NEW.state = 'succeeded' THEN
    UPDATE payment_allocations a SET refunded_cents = a.refunded_cents + t.amount_cents FROM payment_refund_parts t
      WHERE t.company_id = NEW.company_id AND t.refund_id = NEW.id AND a.company_id = NEW.company_id AND a.id = t.allocation_id;
    UPDATE payments p SET refunded_cents = p.refunded_cents + NEW.amount_cents WHERE p.company_id = NEW.company_id AND p.id = NEW.payment_id;
  END IF;
  RETURN NULL;
END $$;
