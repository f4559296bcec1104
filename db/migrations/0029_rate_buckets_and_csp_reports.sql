-- How much of a minute's requests is left to whom, shared by all processes. Unlogged: a crash forgives, and writing
-- here waits for no disk. Global tables: neither speaks of a company.
CREATE UNLOGGED TABLE rate_buckets (
  key text PRIMARY KEY CONSTRAINT rate_buckets_key CHECK (length(key) <= 200),
  tokens numeric(20, 6) NOT NULL,
  granted integer NOT NULL,
  refilled_at timestamptz NOT NULL
) WITH (fillfactor = 50);

-- What browsers would not load or run: one row per kind of violation. No addresses of people, no queries, no tokens.
CREATE TABLE csp_reports (
  fingerprint text PRIMARY KEY CONSTRAINT csp_reports_fingerprint CHECK (fingerprint ~ '^[0-9a-f]{32}$'),
  directive text NOT NULL CONSTRAINT csp_reports_directive CHECK (length(directive) <= 100),
  blocked text NOT NULL CONSTRAINT csp_reports_blocked CHECK (length(blocked) <= 300),
  page text NOT NULL CONSTRAINT csp_reports_page CHECK (length(page) <= 300),
  source text CONSTRAINT csp_reports_source CHECK (length(source) <= 300),
  disposition text NOT NULL CONSTRAINT csp_reports_disposition CHECK (disposition IN ('enforce', 'report')),
  seen bigint NOT NULL DEFAULT 1 CONSTRAINT csp_reports_seen CHECK (seen > 0),
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL
);
CREATE INDEX csp_reports_recent_idx ON csp_reports (last_seen_at DESC);
