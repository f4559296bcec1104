-- Money that settles an invoice is not dated before it: until then nothing was owed.
CREATE FUNCTION guard_settling_day() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE day date; early boolean;
BEGIN
  IF TG_TABLE_NAME = 'payment_allocations' THEN
    SELECT p.received_on INTO day FROM payments p WHERE p.company_id = NEW.company_id AND p.id = NEW.payment_id;
  ELSE
    day := NEW.applied_on;
  END IF;
  SELECT day < d.issued_on INTO early FROM documents d WHERE d.company_id = NEW.company_id AND d.id = NEW.document_id;
  IF early THEN
    RAISE EXCEPTION 'invoice % is dated later', NEW.document_id USING ERRCODE = '23514', CONSTRAINT = 'settled_before_issued', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_settling_day AFTER INSERT ON payment_allocations FOR EACH ROW EXECUTE FUNCTION guard_settling_day();
CREATE TRIGGER guard_settling_day AFTER INSERT ON credit_applications FOR EACH ROW EXECUTE FUNCTION guard_settling_day();

-- Credit is used on a day on which it was there, and on which nothing was going to use it later. Where nothing happened
-- after that day, the rollup's own rule says it.
CREATE FUNCTION guard_credit_day() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE lowest numeric;
BEGIN
  IF EXISTS (SELECT FROM client_credit_entries e
    WHERE e.company_id = NEW.company_id AND e.client_id = NEW.client_id AND e.occurred_on > NEW.occurred_on) THEN
    SELECT min(d.credit) INTO lowest FROM (
      SELECT e.occurred_on, sum(sum(e.cents_delta)) OVER (ORDER BY e.occurred_on) AS credit FROM client_credit_entries e
      WHERE e.company_id = NEW.company_id AND e.client_id = NEW.client_id GROUP BY e.occurred_on) d
    WHERE d.occurred_on >= NEW.occurred_on;
    IF lowest < 0 THEN
      RAISE EXCEPTION 'client % has not that credit on %', NEW.client_id, NEW.occurred_on
        USING ERRCODE = '23514', CONSTRAINT = 'credit_before_it_came', TABLE = TG_TABLE_NAME;
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_credit_day AFTER INSERT ON client_credit_entries FOR EACH ROW WHEN (NEW.cents_delta < 0) EXECUTE FUNCTION guard_credit_day();

-- Which text of an entry a seal was made over: the first kind left out its words, whom and what it was for, and its source.
ALTER TABLE journal_seals ADD COLUMN version smallint NOT NULL DEFAULT 1 CONSTRAINT journal_seals_version CHECK (version IN (1, 2));
