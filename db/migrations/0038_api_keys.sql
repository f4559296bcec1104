-- Keys with which programs work in a company, on behalf of whoever made them.

CREATE TABLE api_keys (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  -- who made it: it may do no more than this person may today
  user_id uuid NOT NULL,
  name text NOT NULL CONSTRAINT api_keys_name CHECK (length(name) BETWEEN 1 AND 80),
  -- the beginning of the secret, for finding where it is used
  prefix text NOT NULL CONSTRAINT api_keys_prefix CHECK (length(prefix) BETWEEN 8 AND 16),
  token_hash text NOT NULL CONSTRAINT api_keys_hash CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  scopes text[] NOT NULL CONSTRAINT api_keys_scopes CHECK (cardinality(scopes) > 0),
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (company_id, id),
  CONSTRAINT api_keys_maker FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE UNIQUE INDEX api_keys_hash_key ON api_keys (company_id, token_hash);
-- the doorkeeper knows the secret before it knows the company
CREATE INDEX api_keys_door_idx ON api_keys (token_hash);
CREATE INDEX api_keys_recent_idx ON api_keys (company_id, created_at DESC, id DESC);
CALL wall('api_keys');
CALL keep('api_keys', 'api_key_fixed');
-- Whoever has the secret finds this one row, and by it the company.
CREATE POLICY bearer ON api_keys FOR SELECT USING (token_hash = nullif(current_setting('app.link_hash', true), ''));

-- A key is what it was when it was made: only its use is noted, and it is revoked once, for good. What it can never be
-- given is said here too.
CREATE FUNCTION guard_api_key() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE movable constant text[] := ARRAY['last_used_at', 'revoked_at'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'API keys are revoked, not deleted' USING ERRCODE = '23514', CONSTRAINT = 'api_key_fixed', TABLE = TG_TABLE_NAME;
  END IF;
  IF NEW.scopes && ARRAY['members:manage', 'integrations:manage', 'company:settings', 'books:lock'] THEN
    RAISE EXCEPTION 'no key manages people, keys, settings or locks' USING ERRCODE = '23514', CONSTRAINT = 'api_key_scope', TABLE = TG_TABLE_NAME;
  END IF;
  IF TG_OP = 'UPDATE' AND (to_jsonb(NEW) - movable <> to_jsonb(OLD) - movable OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at)) THEN
    RAISE EXCEPTION 'API keys do not change' USING ERRCODE = '23514', CONSTRAINT = 'api_key_fixed', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER guard_api_key BEFORE INSERT OR UPDATE OR DELETE ON api_keys FOR EACH ROW EXECUTE FUNCTION guard_api_key();
