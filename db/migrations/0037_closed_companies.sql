-- A closed company stays as it was. Every act writes to the audit log in its transaction, so whoever acts (member, client
-- by a link, job) is stopped here; closing itself and exports are written down, and reopening, which ends it first.
CREATE FUNCTION keep_closed_company() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM companies c WHERE c.id = NEW.company_id AND c.closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'company % is closed', NEW.company_id
      USING ERRCODE = '23514', CONSTRAINT = 'company_closed', TABLE = 'audit_events';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER closed_company BEFORE INSERT ON audit_events FOR EACH ROW
  WHEN (NEW.action NOT IN ('companies.close', 'archive.export')) EXECUTE FUNCTION keep_closed_company();
