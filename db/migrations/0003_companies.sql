-- The tenant and its people, and what the platform keeps per company: audit, idempotency, numbering, files.

CREATE TABLE companies (
  id uuid PRIMARY KEY,
  name text NOT NULL CONSTRAINT companies_name_given CHECK (length(trim(name)) BETWEEN 1 AND 200),
  email text,
  phone text,
  website text,
  tax_id text,
  address_line1 text,
  address_line2 text,
  city text,
  region text,
  postal_code text,
  country char(2),
  currency char(3) NOT NULL DEFAULT 'USD',
  time_zone text NOT NULL DEFAULT 'America/New_York',
  locale text NOT NULL DEFAULT 'en-US',
  week_starts_on smallint NOT NULL DEFAULT 1 CONSTRAINT companies_week_start CHECK (week_starts_on BETWEEN 1 AND 7),
  fiscal_year_start_month smallint NOT NULL DEFAULT 1 CONSTRAINT companies_fiscal_month CHECK (fiscal_year_start_month BETWEEN 1 AND 12),
  invoice_due_days smallint NOT NULL DEFAULT 30 CONSTRAINT companies_due_days CHECK (invoice_due_days BETWEEN 0 AND 365),
  estimate_valid_days smallint NOT NULL DEFAULT 30 CONSTRAINT companies_valid_days CHECK (estimate_valid_days BETWEEN 1 AND 365),
  sales_tax_percent numeric(6, 3) NOT NULL DEFAULT 0 CONSTRAINT companies_tax_percent CHECK (sales_tax_percent BETWEEN 0 AND 100),
  time_rounding_minutes smallint NOT NULL DEFAULT 0 CONSTRAINT companies_rounding CHECK (time_rounding_minutes IN (0, 6, 15, 30)),
  time_rounding_mode text NOT NULL DEFAULT 'nearest' CONSTRAINT companies_rounding_mode CHECK (time_rounding_mode IN ('up', 'nearest')),
  time_needs_approval boolean NOT NULL DEFAULT true,
  accent_color text CONSTRAINT companies_accent CHECK (accent_color ~ '^#[0-9a-f]{6}$'),
  logo_media_id uuid,
  books_locked_through date,
  require_two_factor boolean NOT NULL DEFAULT false,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,
  deleted_at timestamptz
);

CREATE TABLE members (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  user_id uuid NOT NULL REFERENCES users (id),
  role text NOT NULL CONSTRAINT members_role CHECK (role IN ('staff', 'manager', 'admin', 'owner')),
  display_name text NOT NULL,
  billing_rate_cents bigint CONSTRAINT members_billing_rate CHECK (billing_rate_cents >= 0),
  cost_rate_cents bigint CONSTRAINT members_cost_rate CHECK (cost_rate_cents >= 0),
  can_approve_time boolean NOT NULL DEFAULT false,
  can_view_company_financials boolean NOT NULL DEFAULT false,
  deactivated_at timestamptz,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id)
);
CREATE UNIQUE INDEX members_person_key ON members (company_id, user_id);
CREATE INDEX members_user_idx ON members (user_id);

-- A signed-in person sees the companies they belong to before one of them is opened.
ALTER TABLE companies ENABLE ROW LEVEL SECURITY;
ALTER TABLE companies FORCE ROW LEVEL SECURITY;
CREATE POLICY company_wall ON companies USING (id = current_company()) WITH CHECK (id = current_company());
CALL wall('members');
CREATE POLICY own_membership ON members FOR SELECT USING (user_id = current_person());
CREATE POLICY own_company ON companies FOR SELECT
  USING (current_person() IS NOT NULL AND id IN (SELECT m.company_id FROM members m WHERE m.user_id = current_person() AND m.deactivated_at IS NULL));
-- Jobs and operators walk all companies; they may see that these exist, nothing inside them.
CREATE POLICY platform_directory ON companies FOR SELECT USING (current_setting('app.platform', true) = 'on');

-- The books lock is read by every posting and moved by one command; both meet on this advisory lock.
CREATE FUNCTION books_lock_key(company uuid) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN hashtextextended('books:' || company::text, 0);

CREATE TABLE audit_events (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_user_id uuid,
  actor_name text NOT NULL,
  action text NOT NULL,
  subject_type text,
  subject_id uuid,
  before jsonb,
  after jsonb,
  request_id text,
  ip_address text,
  PRIMARY KEY (company_id, id)
);
CREATE INDEX audit_events_recent_idx ON audit_events (company_id, occurred_at DESC, id DESC);
CREATE INDEX audit_events_subject_idx ON audit_events (company_id, subject_id, occurred_at DESC);
CALL wall('audit_events');
CALL freeze('audit_events', 'audit_immutable');

-- One row per thing a caller wanted once. The answer is kept so that a repeat gets the same words.
CREATE TABLE idempotency_keys (
  company_id uuid NOT NULL REFERENCES companies (id),
  key text NOT NULL CONSTRAINT idempotency_keys_length CHECK (length(key) BETWEEN 8 AND 200),
  command text NOT NULL,
  body_hash text NOT NULL,
  answer jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, key)
);
CREATE INDEX idempotency_keys_age_idx ON idempotency_keys (created_at);
CALL wall('idempotency_keys');

CREATE TABLE numbering_schemes (
  company_id uuid NOT NULL REFERENCES companies (id),
  series text NOT NULL,
  pattern text NOT NULL,
  reset text NOT NULL CONSTRAINT numbering_schemes_reset CHECK (reset IN ('never', 'monthly', 'yearly')),
  by_project boolean NOT NULL DEFAULT false,
  PRIMARY KEY (company_id, series)
);
CALL wall('numbering_schemes');

-- The counter row is locked late in the transaction; a rollback gives the number back, so there are no gaps.
CREATE TABLE number_counters (
  company_id uuid NOT NULL REFERENCES companies (id),
  series text NOT NULL,
  period text NOT NULL,
  last_number integer NOT NULL CONSTRAINT number_counters_positive CHECK (last_number > 0),
  PRIMARY KEY (company_id, series, period)
);
CALL wall('number_counters');

CREATE TABLE media_objects (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  purpose text NOT NULL,
  storage_key text NOT NULL,
  file_name text NOT NULL,
  content_type text NOT NULL,
  size_bytes bigint NOT NULL,
  sha256 text NOT NULL,
  attached_at timestamptz,
  uploaded_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  PRIMARY KEY (company_id, id)
);
CREATE UNIQUE INDEX media_objects_key ON media_objects (company_id, storage_key);
CREATE INDEX media_objects_orphans_idx ON media_objects (company_id, created_at) WHERE attached_at IS NULL AND deleted_at IS NULL;
CALL wall('media_objects');
ALTER TABLE companies ADD CONSTRAINT companies_logo FOREIGN KEY (id, logo_media_id) REFERENCES media_objects (company_id, id);
