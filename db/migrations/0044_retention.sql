-- What may be forgotten, and when. Of the audit log: the oldest part of the chain, once an anchor says where the rest
-- begins; only the owner makes one. Of the log of webhooks: what is older than a week.

CREATE TABLE audit_anchors (
  company_id uuid NOT NULL REFERENCES companies (id),
  -- the last place in the chain that is gone, and its hash, with which the rest goes on
  seq bigint NOT NULL CONSTRAINT audit_anchors_seq CHECK (seq > 0),
  hash text NOT NULL CONSTRAINT audit_anchors_hash CHECK (hash ~ '^[0-9a-f]{64}$'),
  -- when the newest event happened that is gone
  through timestamptz NOT NULL,
  -- keyed with a secret that the database does not have: nobody else can say where the log begins
  mac text NOT NULL CONSTRAINT audit_anchors_mac CHECK (mac ~ '^[0-9a-f]{64}$'),
  made_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, seq)
);
CALL wall('audit_anchors');
CALL freeze('audit_anchors', 'audit_immutable');
REVOKE INSERT, UPDATE, DELETE ON audit_anchors FROM ez360_app;
REVOKE UPDATE, DELETE ON audit_events, audit_seals FROM ez360_app;

-- No event and no place goes before an anchor says so.
CREATE FUNCTION guard_pruned() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  anchored boolean;
BEGIN
  IF TG_TABLE_NAME = 'audit_seals' THEN
    SELECT EXISTS (SELECT FROM audit_anchors a WHERE a.company_id = OLD.company_id AND a.seq >= OLD.seq) INTO anchored;
  ELSE
    SELECT EXISTS (SELECT FROM audit_anchors a WHERE a.company_id = OLD.company_id AND a.through >= OLD.occurred_at) INTO anchored;
  END IF;
  IF NOT anchored THEN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '23514', CONSTRAINT = 'audit_immutable', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN OLD;
END $$;
DROP TRIGGER frozen_row ON audit_events;
CREATE TRIGGER frozen_content BEFORE UPDATE ON audit_events FOR EACH ROW EXECUTE FUNCTION refuse_change('audit_immutable');
CREATE TRIGGER guard_pruned BEFORE DELETE ON audit_events FOR EACH ROW EXECUTE FUNCTION guard_pruned();
DROP TRIGGER frozen_row ON audit_seals;
CREATE TRIGGER frozen_content BEFORE UPDATE ON audit_seals FOR EACH ROW EXECUTE FUNCTION refuse_change('audit_immutable');
CREATE TRIGGER guard_pruned BEFORE DELETE ON audit_seals FOR EACH ROW EXECUTE FUNCTION guard_pruned();

ALTER TABLE audit_checks DROP CONSTRAINT audit_checks_fault;
ALTER TABLE audit_checks ADD CONSTRAINT audit_checks_fault CHECK (fault IN ('changed', 'missing', 'cut_off', 'anchor')) NOT VALID;

-- A try stays a week at least, whoever asks.
CREATE FUNCTION guard_webhook_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(OLD) ->> TG_ARGV[0])::timestamptz > now() - interval '7 days' THEN
    RAISE EXCEPTION '% keeps a week', TG_TABLE_NAME USING ERRCODE = '23514', CONSTRAINT = 'webhook_log_fixed', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN OLD;
END $$;
DROP TRIGGER frozen_row ON webhook_attempts;
CREATE TRIGGER frozen_content BEFORE UPDATE ON webhook_attempts FOR EACH ROW EXECUTE FUNCTION refuse_change('webhook_log_fixed');
CREATE TRIGGER guard_webhook_log BEFORE DELETE ON webhook_attempts FOR EACH ROW EXECUTE FUNCTION guard_webhook_log('attempted_at');
DROP TRIGGER frozen_row ON webhook_events;
CREATE TRIGGER frozen_content BEFORE UPDATE ON webhook_events FOR EACH ROW EXECUTE FUNCTION refuse_change('webhook_log_fixed');
CREATE TRIGGER guard_webhook_log BEFORE DELETE ON webhook_events FOR EACH ROW EXECUTE FUNCTION guard_webhook_log('occurred_at');
