-- Invites by e-mail, and a company that never loses its last owner.

-- 256 bits by mail, only their hash here. Accepted, taken back or expired: it opens nothing any more.
CREATE TABLE invites (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  email text NOT NULL,
  role text NOT NULL CONSTRAINT invites_role CHECK (role IN ('staff', 'manager', 'admin', 'owner')),
  can_approve_time boolean NOT NULL DEFAULT false,
  can_view_company_financials boolean NOT NULL DEFAULT false,
  billing_rate_cents bigint CONSTRAINT invites_billing_rate CHECK (billing_rate_cents >= 0),
  cost_rate_cents bigint CONSTRAINT invites_cost_rate CHECK (cost_rate_cents >= 0),
  message text,
  token_hash text NOT NULL,
  invited_by uuid NOT NULL,
  sent_at timestamptz NOT NULL,
  sends integer NOT NULL DEFAULT 1 CONSTRAINT invites_sends CHECK (sends > 0),
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  accepted_by uuid,
  revoked_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT invites_inviter FOREIGN KEY (company_id, invited_by) REFERENCES members (company_id, id),
  CONSTRAINT invites_joiner FOREIGN KEY (company_id, accepted_by) REFERENCES members (company_id, id),
  CONSTRAINT invites_email_lower CHECK (email = lower(email)),
  CONSTRAINT invites_hash CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  CONSTRAINT invites_ended_once CHECK (accepted_at IS NULL OR revoked_at IS NULL),
  CONSTRAINT invites_accepted_by_somebody CHECK ((accepted_at IS NULL) = (accepted_by IS NULL))
);
CREATE UNIQUE INDEX invites_token_key ON invites (company_id, token_hash);
CREATE UNIQUE INDEX invites_open_key ON invites (company_id, email) WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invites_lookup_idx ON invites (token_hash);
CREATE INDEX invites_sent_idx ON invites (company_id, sent_at);
CALL wall('invites');
-- Whoever holds the token sees that one row, which says where to go on.
CREATE POLICY bearer ON invites FOR SELECT USING (token_hash = nullif(current_setting('app.link_hash', true), ''));

-- An invite that ended stays as it was.
CREATE FUNCTION keep_ended_invite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'invite % has ended', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'invite_over', TABLE = 'invites';
END $$;
CREATE TRIGGER ended_invite BEFORE UPDATE ON invites FOR EACH ROW
  WHEN (OLD.accepted_at IS NOT NULL OR OLD.revoked_at IS NOT NULL) EXECUTE FUNCTION keep_ended_invite();

-- Two owners who step down at once meet on the lock: the second one looks again, and stays.
CREATE FUNCTION keep_an_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('owners:' || OLD.company_id::text, 0));
  IF NOT EXISTS (
    SELECT FROM members m
    WHERE m.company_id = OLD.company_id AND m.id <> OLD.id AND m.role = 'owner' AND m.deactivated_at IS NULL
  ) THEN
    RAISE EXCEPTION 'company % would be left without an owner', OLD.company_id
      USING ERRCODE = '23514', CONSTRAINT = 'last_owner_kept', TABLE = 'members';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER owner_changed BEFORE UPDATE ON members FOR EACH ROW
  WHEN (OLD.role = 'owner' AND OLD.deactivated_at IS NULL
        AND (NEW.role <> 'owner' OR NEW.deactivated_at IS NOT NULL OR NEW.company_id <> OLD.company_id))
  EXECUTE FUNCTION keep_an_owner();
CREATE TRIGGER owner_deleted BEFORE DELETE ON members FOR EACH ROW
  WHEN (OLD.role = 'owner' AND OLD.deactivated_at IS NULL) EXECUTE FUNCTION keep_an_owner();
CALL keep('members', 'last_owner_kept');
