-- What an hour cost on the day it was approved stays with it: a later rate does not rewrite the profit of the past (pain 18).
ALTER TABLE time_entries ADD COLUMN cost_rate_cents bigint;

-- Written by the database alone, whichever way an entry becomes approved; taken off again when it goes back to its owner.
CREATE FUNCTION keep_cost_rate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state NOT IN ('approved', 'billed') THEN
    NEW.cost_rate_cents := NULL;
  ELSIF TG_OP = 'INSERT' OR OLD.state NOT IN ('approved', 'billed') THEN
    NEW.cost_rate_cents := (SELECT m.cost_rate_cents FROM members m WHERE m.company_id = NEW.company_id AND m.id = NEW.member_id);
  ELSIF OLD.cost_rate_cents IS NOT NULL THEN
    NEW.cost_rate_cents := OLD.cost_rate_cents;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_cost_rate BEFORE INSERT OR UPDATE ON time_entries FOR EACH ROW EXECUTE FUNCTION keep_cost_rate();

-- As before, and: the cost of what was billed earlier may be filled in, once.
CREATE OR REPLACE FUNCTION guard_time_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE movable text[] := ARRAY['state', 'document_id', 'document_line_id', 'rate_cents', 'updated_at', 'revision'];
BEGIN
  IF OLD.cost_rate_cents IS NULL THEN movable := movable || ARRAY['cost_rate_cents']; END IF;
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

-- Entries approved before get the rate of today, the only one that is known: company by company, a thousand rows to a
-- transaction, so that nobody waits for it. Run again it goes on where it stopped.
CREATE PROCEDURE fill_cost_rates() LANGUAGE plpgsql AS $$
DECLARE companies uuid[]; company uuid; filled integer;
BEGIN
  SET LOCAL app.platform = 'on';
  SELECT array_agg(c.id) INTO companies FROM companies c;
  COMMIT;
  FOREACH company IN ARRAY coalesce(companies, '{}') LOOP
    LOOP
      EXECUTE format('SET LOCAL app.company_id = %L', company);
      UPDATE time_entries t SET cost_rate_cents = m.cost_rate_cents FROM members m
        WHERE t.company_id = company AND m.company_id = company AND m.id = t.member_id AND t.id IN (
          SELECT e.id FROM time_entries e JOIN members k ON k.company_id = company AND k.id = e.member_id AND k.cost_rate_cents IS NOT NULL
          WHERE e.company_id = company AND e.state IN ('approved', 'billed') AND e.cost_rate_cents IS NULL LIMIT 1000);
      GET DIAGNOSTICS filled = ROW_COUNT;
      COMMIT;
      EXIT WHEN filled = 0;
    END LOOP;
  END LOOP;
END $$;
