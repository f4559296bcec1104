-- What every later migration stands on: extensions, the tenant wall, append-only tables.
-- The roles ez360_owner (or the given role) and ez360_app exist already: platform/database/roles.ts makes them.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO ez360_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ez360_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO ez360_app;

-- The company that the transaction was opened for, or null. A local setting is '' after it ended, hence nullif.
CREATE FUNCTION current_company() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.company_id', true), '')::uuid;

CREATE FUNCTION current_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.user_id', true), '')::uuid;

-- Puts a tenant table behind the wall: rows of another company do not exist, for the owner of the table too.
CREATE PROCEDURE wall(tenant_table regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tenant_table);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tenant_table);
  EXECUTE format(
    $policy$CREATE POLICY company_wall ON %s
      USING (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
      WITH CHECK (company_id = nullif(current_setting('app.company_id', true), '')::uuid)$policy$, tenant_table);
END $$;

-- Refuses whatever it is attached to. The first argument names the rule; the application turns it into a sentence.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '23514', CONSTRAINT = TG_ARGV[0], TABLE = TG_TABLE_NAME;
END $$;

-- Makes a table append-only for everybody, its owner included.
CREATE PROCEDURE freeze(frozen regclass, rule text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER frozen_row BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION refuse_change(%L)', frozen, rule);
  EXECUTE format('CREATE TRIGGER frozen_table BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(%L)', frozen, rule);
END $$;

-- Refuses TRUNCATE only, for tables whose rows may change in part.
CREATE PROCEDURE keep(kept regclass, rule text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER kept_table BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(%L)', kept, rule);
END $$;
