-- A change of e-mail address happens once both mailboxes have confirmed it. Links are known by their hash only.
CREATE TABLE email_changes (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id),
  old_email text NOT NULL,
  new_email text NOT NULL CONSTRAINT email_changes_new_lower CHECK (new_email = lower(new_email)),
  session_id uuid NOT NULL,
  old_token_hash text NOT NULL CONSTRAINT email_changes_old_token_key UNIQUE,
  new_token_hash text NOT NULL CONSTRAINT email_changes_new_token_key UNIQUE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  old_confirmed_at timestamptz,
  new_confirmed_at timestamptz,
  outcome text CONSTRAINT email_changes_outcome CHECK (outcome IN ('done', 'stopped')),
  settled_at timestamptz,
  CONSTRAINT email_changes_moves CHECK (new_email <> old_email),
  CONSTRAINT email_changes_old_in_time CHECK (old_confirmed_at <= expires_at),
  CONSTRAINT email_changes_new_in_time CHECK (new_confirmed_at <= expires_at),
  CONSTRAINT email_changes_both CHECK (outcome <> 'done' OR (old_confirmed_at IS NOT NULL AND new_confirmed_at IS NOT NULL)),
  CONSTRAINT email_changes_settled CHECK ((outcome IS NULL) = (settled_at IS NULL))
);
CREATE UNIQUE INDEX email_changes_open_key ON email_changes (user_id) WHERE settled_at IS NULL;
CALL person_wall('email_changes');
-- Whoever holds the link of one address sees that change before it is known who they are.
CREATE POLICY old_address ON email_changes FOR SELECT USING (old_token_hash = nullif(current_setting('app.link_hash', true), ''));
CREATE POLICY new_address ON email_changes FOR SELECT USING (new_token_hash = nullif(current_setting('app.link_hash', true), ''));

-- What was asked for stays as it was asked for; a confirmation is given once; what is over stays over.
CREATE FUNCTION guard_email_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.settled_at IS NOT NULL
     OR (NEW.id, NEW.user_id, NEW.old_email, NEW.new_email, NEW.session_id, NEW.old_token_hash, NEW.new_token_hash, NEW.created_at, NEW.expires_at)
        IS DISTINCT FROM (OLD.id, OLD.user_id, OLD.old_email, OLD.new_email, OLD.session_id, OLD.old_token_hash, OLD.new_token_hash, OLD.created_at, OLD.expires_at)
     OR (OLD.old_confirmed_at IS NOT NULL AND NEW.old_confirmed_at IS DISTINCT FROM OLD.old_confirmed_at)
     OR (OLD.new_confirmed_at IS NOT NULL AND NEW.new_confirmed_at IS DISTINCT FROM OLD.new_confirmed_at) THEN
    RAISE EXCEPTION 'this change of address no longer changes' USING ERRCODE = '23514', CONSTRAINT = 'email_change_over', TABLE = 'email_changes';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_email_change BEFORE UPDATE ON email_changes FOR EACH ROW EXECUTE FUNCTION guard_email_change();

-- An address moves only by a change that both mailboxes have confirmed.
CREATE FUNCTION guard_user_email() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.email <> OLD.email AND NOT EXISTS (
    SELECT FROM email_changes c
    WHERE c.user_id = OLD.id AND c.old_email = OLD.email AND c.new_email = NEW.email AND c.settled_at IS NULL
      AND c.old_confirmed_at IS NOT NULL AND c.new_confirmed_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'an address moves only by a confirmed change' USING ERRCODE = '23514', CONSTRAINT = 'email_change_unconfirmed', TABLE = 'users';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_user_email BEFORE UPDATE OF email ON users FOR EACH ROW EXECUTE FUNCTION guard_user_email();

-- A key that a device of the person holds; we have the public half.
CREATE TABLE passkeys (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id),
  name text NOT NULL CONSTRAINT passkeys_name CHECK (length(name) BETWEEN 1 AND 60),
  credential_id text NOT NULL CONSTRAINT passkeys_credential_key UNIQUE,
  public_key bytea NOT NULL,
  counter bigint NOT NULL CONSTRAINT passkeys_counter CHECK (counter >= 0),
  transports text[] NOT NULL DEFAULT '{}',
  -- copied to other devices of the person by a password manager
  synced boolean NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX passkeys_user_idx ON passkeys (user_id);
CALL person_wall('passkeys');
-- Whoever names a passkey sees that one, before it is known who they are.
CREATE POLICY named_passkey ON passkeys FOR SELECT
  USING (encode(sha256(convert_to(credential_id, 'UTF8')), 'hex') = nullif(current_setting('app.link_hash', true), ''));

-- A passkey stays what it is and whose it is. One that counts its uses never counts back: a copy of it would.
CREATE FUNCTION guard_passkey() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.user_id, NEW.credential_id, NEW.public_key, NEW.created_at)
     IS DISTINCT FROM (OLD.id, OLD.user_id, OLD.credential_id, OLD.public_key, OLD.created_at) THEN
    RAISE EXCEPTION 'a passkey stays what it is' USING ERRCODE = '23514', CONSTRAINT = 'passkey_fixed', TABLE = 'passkeys';
  END IF;
  IF NEW.counter < OLD.counter
     OR (NEW.counter = OLD.counter AND NEW.counter > 0 AND NEW.last_used_at IS DISTINCT FROM OLD.last_used_at) THEN
    RAISE EXCEPTION 'the counter of a passkey went back' USING ERRCODE = '23514', CONSTRAINT = 'passkey_copied', TABLE = 'passkeys';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_passkey BEFORE UPDATE ON passkeys FOR EACH ROW EXECUTE FUNCTION guard_passkey();

-- What a passkey is to sign, once, soon, for the session or browser that asked.
CREATE TABLE passkey_challenges (
  challenge_hash text PRIMARY KEY,
  purpose text NOT NULL CONSTRAINT passkey_challenges_purpose CHECK (purpose IN ('add', 'sign_in', 'confirm')),
  bound_to text NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX passkey_challenges_end_idx ON passkey_challenges (expires_at);
