-- The second factor of a person, and which companies ask for one. Global tables: a factor belongs to the person.

-- When this session last proved a second factor; null when it never did.
ALTER TABLE sessions ADD COLUMN factor_confirmed_at timestamptz;

-- The secret shared with the authenticator app, sealed with a key that the database does not have. Counts once confirmed.
CREATE TABLE totp_factors (
  user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  sealed_secret text NOT NULL,
  confirmed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- A code works once: two that come with the same one meet on this key.
CREATE TABLE totp_uses (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- the half minute, counted from 1970, whose code it was
  step bigint NOT NULL,
  used_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, step)
);

-- What opens the account without the phone. Kept as keyed hashes; the row goes when its code is used.
CREATE TABLE recovery_codes (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  code_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, code_hash)
);

-- Whoever gave the right password and still owes the second factor: no session, only the way to one.
CREATE TABLE second_steps (
  token_hash text PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  keep_signed_in boolean NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX second_steps_user_idx ON second_steps (user_id);

ALTER TABLE companies ADD COLUMN two_factor_policy text NOT NULL DEFAULT 'off'
  CONSTRAINT companies_two_factor_policy CHECK (two_factor_policy IN ('off', 'managers_and_above', 'everybody'));
-- The wall holds for the owner too; it is open while the flag of every company becomes its policy.
ALTER TABLE companies NO FORCE ROW LEVEL SECURITY;
UPDATE companies SET two_factor_policy = 'managers_and_above' WHERE require_two_factor;
ALTER TABLE companies FORCE ROW LEVEL SECURITY;
ALTER TABLE companies DROP COLUMN require_two_factor;
-- One member who is asked whatever the policy says.
ALTER TABLE members ADD COLUMN require_two_factor boolean NOT NULL DEFAULT false;
