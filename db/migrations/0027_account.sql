-- What a person's own account needs beside signing in: sessions that say when they were used and hold no token that
-- opens them, and a log of what happened to the account.

-- A copy of this table opens nobody's session: the token in the cookie is known by its hash only.
UPDATE sessions SET token = encode(sha256(convert_to(token, 'UTF8')), 'hex');
ALTER TABLE sessions ADD CONSTRAINT sessions_token_hashed CHECK (token ~ '^[0-9a-f]{64}$');
ALTER TABLE sessions ADD COLUMN last_used_at timestamptz NOT NULL DEFAULT now();

-- Puts a table about people behind their own wall: nobody but the signed-in person sees its rows.
CREATE PROCEDURE person_wall(personal_table regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', personal_table);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', personal_table);
  EXECUTE format(
    $policy$CREATE POLICY person_wall ON %s
      USING (user_id = nullif(current_setting('app.user_id', true), '')::uuid)
      WITH CHECK (user_id = nullif(current_setting('app.user_id', true), '')::uuid)$policy$, personal_table);
END $$;

-- What happened to an account, for its owner. Says what and from where, never a secret.
CREATE TABLE account_events (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id),
  event text NOT NULL CONSTRAINT account_events_event CHECK (event ~ '^[a-z_]{3,60}$'),
  detail text CONSTRAINT account_events_detail CHECK (length(detail) <= 200),
  happened_at timestamptz NOT NULL,
  ip_address text,
  device text,
  request_id text NOT NULL
);
CREATE INDEX account_events_user_idx ON account_events (user_id, happened_at DESC, id DESC);
CALL person_wall('account_events');
CALL freeze('account_events', 'account_event_immutable');
