-- The log as a chain: each event gets its place, and a hash that takes in the one before. Added by a job, never changed.

ALTER TABLE audit_events ADD COLUMN support_session_id uuid, ADD COLUMN support_operator text;

CREATE TABLE audit_seals (
  company_id uuid NOT NULL REFERENCES companies (id),
  seq bigint NOT NULL CONSTRAINT audit_seals_seq CHECK (seq > 0),
  event_id uuid NOT NULL,
  hash text NOT NULL CONSTRAINT audit_seals_hash CHECK (hash ~ '^[0-9a-f]{64}$'),
  sealed_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, seq),
  CONSTRAINT audit_seals_event_key UNIQUE (company_id, event_id),
  CONSTRAINT audit_seals_event_fk FOREIGN KEY (company_id, event_id) REFERENCES audit_events (company_id, id)
);
CALL wall('audit_seals');
CALL freeze('audit_seals', 'audit_immutable');

-- What looking over the whole chain found, and when.
CREATE TABLE audit_checks (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  checked_at timestamptz NOT NULL,
  -- the last place in the chain at that moment
  seq bigint NOT NULL CONSTRAINT audit_checks_seq CHECK (seq >= 0),
  hash text NOT NULL CONSTRAINT audit_checks_hash CHECK (hash ~ '^[0-9a-f]{64}$'),
  through timestamptz,
  -- the first event that is not as it was sealed
  broken_event_id uuid,
  fault text CONSTRAINT audit_checks_fault CHECK (fault IN ('changed', 'missing', 'cut_off')),
  PRIMARY KEY (company_id, id)
);
CREATE INDEX audit_checks_recent_idx ON audit_checks (company_id, checked_at DESC, id DESC);
CALL wall('audit_checks');
CALL freeze('audit_checks', 'audit_immutable');
