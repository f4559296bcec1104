-- Addresses that are told what happens, what they were told, and how each try went.

CREATE TABLE webhook_endpoints (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  url text NOT NULL CONSTRAINT webhook_endpoints_url CHECK (url ~ '^https?://' AND length(url) <= 2000),
  description text CONSTRAINT webhook_endpoints_description CHECK (length(description) <= 200),
  event_types text[] NOT NULL CONSTRAINT webhook_endpoints_types CHECK (cardinality(event_types) > 0),
  enabled boolean NOT NULL DEFAULT true,
  disabled_reason text CONSTRAINT webhook_endpoints_reason CHECK (disabled_reason IN ('failing', 'gone')),
  failing_since timestamptz,
  -- sealed: they sign, so they cannot be hashes
  secret_sealed text NOT NULL CONSTRAINT webhook_endpoints_sealed CHECK (secret_sealed ~ '^v1\.'),
  previous_secret_sealed text CONSTRAINT webhook_endpoints_sealed_before CHECK (previous_secret_sealed ~ '^v1\.'),
  previous_secret_until timestamptz,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  deleted_at timestamptz,
  PRIMARY KEY (company_id, id),
  CONSTRAINT webhook_endpoints_off CHECK (disabled_reason IS NULL OR NOT enabled),
  CONSTRAINT webhook_endpoints_overlap CHECK ((previous_secret_sealed IS NULL) = (previous_secret_until IS NULL))
);
CREATE INDEX webhook_endpoints_live_idx ON webhook_endpoints (company_id, created_at) WHERE deleted_at IS NULL;
CALL wall('webhook_endpoints');

-- One row per thing that happened and was wanted by somebody; what is sent is made from it, the same for every try.
CREATE TABLE webhook_events (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  type text NOT NULL CONSTRAINT webhook_events_type CHECK (length(type) BETWEEN 1 AND 60),
  occurred_at timestamptz NOT NULL,
  data jsonb NOT NULL,
  PRIMARY KEY (company_id, id)
);
CALL wall('webhook_events');
CALL freeze('webhook_events', 'webhook_log_fixed');

CREATE TABLE webhook_deliveries (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  endpoint_id uuid NOT NULL,
  event_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'pending' CONSTRAINT webhook_deliveries_state CHECK (state IN ('pending', 'succeeded', 'failed')),
  -- of this round; a replay begins anew
  tries smallint NOT NULL DEFAULT 0 CONSTRAINT webhook_deliveries_tries CHECK (tries >= 0),
  -- ever
  attempts integer NOT NULL DEFAULT 0 CONSTRAINT webhook_deliveries_attempts CHECK (attempts >= tries),
  next_attempt_at timestamptz,
  last_status smallint,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, id),
  CONSTRAINT webhook_deliveries_endpoint FOREIGN KEY (company_id, endpoint_id) REFERENCES webhook_endpoints (company_id, id),
  CONSTRAINT webhook_deliveries_event FOREIGN KEY (company_id, event_id) REFERENCES webhook_events (company_id, id),
  CONSTRAINT webhook_deliveries_due CHECK ((state = 'pending') = (next_attempt_at IS NOT NULL))
);
-- once per event and address, however often a job runs
CREATE UNIQUE INDEX webhook_deliveries_once ON webhook_deliveries (company_id, endpoint_id, event_id);
CREATE INDEX webhook_deliveries_recent_idx ON webhook_deliveries (company_id, endpoint_id, created_at DESC, id DESC);
CREATE INDEX webhook_deliveries_failed_idx ON webhook_deliveries (company_id, endpoint_id, created_at) WHERE state = 'failed';
CREATE INDEX webhook_deliveries_event_idx ON webhook_deliveries (company_id, event_id);
CALL wall('webhook_deliveries');

CREATE TABLE webhook_attempts (
  company_id uuid NOT NULL,
  delivery_id uuid NOT NULL,
  attempt integer NOT NULL CONSTRAINT webhook_attempts_counted CHECK (attempt > 0),
  attempted_at timestamptz NOT NULL,
  status smallint CONSTRAINT webhook_attempts_status CHECK (status BETWEEN 100 AND 999),
  error text CONSTRAINT webhook_attempts_error CHECK (length(error) <= 300),
  ms integer NOT NULL CONSTRAINT webhook_attempts_ms CHECK (ms >= 0),
  answer text NOT NULL CONSTRAINT webhook_attempts_answer CHECK (length(answer) <= 1024),
  PRIMARY KEY (company_id, delivery_id, attempt),
  CONSTRAINT webhook_attempts_delivery FOREIGN KEY (company_id, delivery_id) REFERENCES webhook_deliveries (company_id, id),
  CONSTRAINT webhook_attempts_outcome CHECK ((status IS NULL) <> (error IS NULL))
);
CALL wall('webhook_attempts');
CALL freeze('webhook_attempts', 'webhook_log_fixed');

-- Known with the actor of every act, so that where nobody listens nobody looks.
ALTER TABLE companies ADD COLUMN listened_to boolean NOT NULL DEFAULT false;
CREATE FUNCTION note_listeners() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE companies c SET listened_to = heard.now
  FROM (SELECT EXISTS (SELECT FROM webhook_endpoints w WHERE w.company_id = NEW.company_id AND w.enabled AND w.deleted_at IS NULL) AS now) heard
  WHERE c.id = NEW.company_id AND c.listened_to <> heard.now;
  RETURN NULL;
END $$;
CREATE TRIGGER note_listeners AFTER INSERT OR UPDATE OF enabled, deleted_at ON webhook_endpoints FOR EACH ROW EXECUTE FUNCTION note_listeners();
