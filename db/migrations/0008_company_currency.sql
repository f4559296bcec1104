-- The books are kept in one currency: once something is posted, the company keeps its currency.
CREATE FUNCTION keep_company_currency() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM journal_entries e WHERE e.company_id = OLD.id) THEN
    RAISE EXCEPTION 'company % has posted entries', OLD.id
      USING ERRCODE = '23514', CONSTRAINT = 'company_currency_fixed', TABLE = 'companies';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER company_currency_kept BEFORE UPDATE OF currency ON companies FOR EACH ROW
  WHEN (NEW.currency IS DISTINCT FROM OLD.currency) EXECUTE FUNCTION keep_company_currency();
