-- A change of the pattern or of when it starts again begins a new run of a series. Each period of a run counts from the
-- number that was free when it was opened, and says which: between that and its last there is no gap, whatever came before.

ALTER TABLE numbering_schemes ADD COLUMN run smallint NOT NULL DEFAULT 0 CONSTRAINT numbering_schemes_run CHECK (run BETWEEN 0 AND 9999);

ALTER TABLE number_counters
  ADD COLUMN first_number integer NOT NULL DEFAULT 1,
  DROP CONSTRAINT number_counters_positive,
  -- a period that goes on after others is opened before it has given a number
  ADD CONSTRAINT number_counters_positive CHECK (first_number > 0 AND last_number >= first_number - 1);

-- Periods that a change of the reset had let begin later. Company by company: nobody who reads documents waits for it.
DO $$
DECLARE companies uuid[]; company uuid;
BEGIN
  SET LOCAL app.platform = 'on';
  SELECT array_agg(c.id) INTO companies FROM companies c;
  SET LOCAL app.platform = '';
  FOREACH company IN ARRAY coalesce(companies, '{}') LOOP
    EXECUTE format('SET LOCAL app.company_id = %L', company);
    UPDATE number_counters c SET first_number = coalesce(
        (SELECT min(d.number_seq) FROM documents d
         WHERE d.company_id = c.company_id AND d.document_type = c.series AND d.number_period = c.period AND d.number IS NOT NULL),
        (SELECT min(n.number_seq) FROM credit_notes n
         WHERE c.series = 'credit_note' AND n.company_id = c.company_id AND n.number_period = c.period AND n.number IS NOT NULL),
        c.last_number + 1)
      WHERE c.company_id = company AND c.series <> 'project';
  END LOOP;
  SET LOCAL app.company_id = '';
END $$;

-- The first number that a period may give: one after every number of the series that the pattern could give again in it.
CREATE FUNCTION opening_number(company uuid, of_series text, pattern text, reset text, day date, project text) RETURNS integer
LANGUAGE plpgsql STABLE AS $$
DECLARE shape text; highest bigint;
BEGIN
  IF of_series = 'project' THEN RETURN 1; END IF;
  IF project IS NOT NULL THEN
    shape := regexp_replace(project, '([^[:alnum:][:space:]])', '\\\1', 'g') || '-(\d{1,9})';
  ELSE
    shape := replace(pattern, '.', '\.');
    shape := replace(shape, '{YYYY}', CASE reset WHEN 'never' THEN '\d\d\d\d' ELSE to_char(day, 'YYYY') END);
    shape := replace(shape, '{YY}', CASE reset WHEN 'never' THEN '\d\d' ELSE to_char(day, 'YY') END);
    shape := replace(shape, '{MM}', CASE reset WHEN 'monthly' THEN to_char(day, 'MM') ELSE '\d\d' END);
    shape := replace(shape, '{DD}', '\d\d');
    shape := regexp_replace(shape, '\{SEQ(:\d)?\}', '(\d{1,9})');
  END IF;
  shape := '^' || shape || '$';
  IF of_series = 'credit_note' THEN
    SELECT max(substring(n.number FROM shape)::bigint) INTO highest FROM credit_notes n WHERE n.company_id = company AND n.number IS NOT NULL;
  ELSE
    SELECT max(substring(d.number FROM shape)::bigint) INTO highest FROM documents d
    WHERE d.company_id = company AND d.document_type = of_series AND d.number IS NOT NULL;
  END IF;
  RETURN coalesce(highest, 0) + 1;
END $$;

-- A period's first number stays, its last goes up by one, and a period that was opened is kept. Who read the scheme before
-- it changed, and comes to count after, has to begin again (and does: the runner tries serialization failures anew).
CREATE FUNCTION guard_number_counter() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE of_run integer := CASE WHEN NEW.period LIKE '~%' THEN substring(NEW.period FROM 2 FOR 4)::integer ELSE 0 END;
BEGIN
  IF TG_OP = 'DELETE'
    OR (TG_OP = 'UPDATE' AND (NEW.company_id, NEW.series, NEW.period, NEW.first_number, NEW.last_number)
      IS DISTINCT FROM (OLD.company_id, OLD.series, OLD.period, OLD.first_number, OLD.last_number + 1)) THEN
    RAISE EXCEPTION 'numbers are counted one by one' USING ERRCODE = '23514', CONSTRAINT = 'number_counter_fixed', TABLE = 'number_counters';
  END IF;
  IF NEW.period NOT LIKE 'project:%' AND of_run <>
    coalesce((SELECT s.run FROM numbering_schemes s WHERE s.company_id = NEW.company_id AND s.series = NEW.series), 0) THEN
    RAISE EXCEPTION 'the numbering has changed' USING ERRCODE = '40001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_number_counter BEFORE INSERT OR UPDATE OR DELETE ON number_counters FOR EACH ROW EXECUTE FUNCTION guard_number_counter();
