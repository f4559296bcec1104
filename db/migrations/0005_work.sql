-- Clients, catalog, projects, time.
-- sort_name: behind row-level security an index serves only leakproof operators, and lower() is none; so lists sort by a
-- stored column, and a page deep in the list costs what the first one costs.

CREATE TABLE clients (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  person_name text,
  organization_name text,
  display_name text GENERATED ALWAYS AS (coalesce(organization_name, person_name)) STORED,
  sort_name text GENERATED ALWAYS AS (lower(coalesce(organization_name, person_name))) STORED,
  email text,
  phones jsonb NOT NULL DEFAULT '[]',
  address_line1 text,
  address_line2 text,
  city text,
  region text,
  postal_code text,
  country char(2),
  tax_id text,
  internal_note text,
  payment_terms_days smallint CONSTRAINT clients_terms CHECK (payment_terms_days BETWEEN 0 AND 365),
  -- rollup of client_credit_entries
  credit_cents bigint NOT NULL DEFAULT 0 CONSTRAINT client_credit_not_negative CHECK (credit_cents >= 0),
  search_text text GENERATED ALWAYS AS (lower(coalesce(organization_name, '') || ' ' || coalesce(person_name, '') || ' ' || coalesce(email, ''))) STORED,
  archived_at timestamptz,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  PRIMARY KEY (company_id, id),
  CONSTRAINT clients_named CHECK (coalesce(organization_name, person_name) IS NOT NULL)
);
CREATE INDEX clients_name_idx ON clients (company_id, sort_name, id) WHERE deleted_at IS NULL;
CREATE INDEX clients_recent_idx ON clients (company_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX clients_credit_idx ON clients (company_id, id) WHERE credit_cents > 0;
CREATE INDEX clients_search_idx ON clients USING gin (company_id, search_text gin_trgm_ops) WHERE deleted_at IS NULL;
CALL wall('clients');
CALL keep('clients', 'client_kept');

CREATE TABLE catalog_items (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  item_type text NOT NULL CONSTRAINT catalog_items_type CHECK (item_type IN ('service', 'product')),
  name text NOT NULL,
  sort_name text GENERATED ALWAYS AS (lower(name)) STORED,
  description text,
  unit_price_cents bigint NOT NULL DEFAULT 0 CONSTRAINT catalog_items_price CHECK (unit_price_cents BETWEEN 0 AND 99999999999),
  unit text NOT NULL DEFAULT 'hour' CONSTRAINT catalog_items_unit CHECK (unit IN ('hour', 'day', 'piece', 'fixed')),
  taxable boolean NOT NULL DEFAULT false,
  income_account_id uuid,
  active boolean NOT NULL DEFAULT true,
  search_text text GENERATED ALWAYS AS (lower(name || ' ' || coalesce(description, ''))) STORED,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  PRIMARY KEY (company_id, id),
  CONSTRAINT catalog_items_income_account FOREIGN KEY (company_id, income_account_id) REFERENCES accounts (company_id, id)
);
CREATE UNIQUE INDEX catalog_items_name_key ON catalog_items (company_id, lower(name)) WHERE deleted_at IS NULL;
CREATE INDEX catalog_items_list_idx ON catalog_items (company_id, sort_name, id) WHERE deleted_at IS NULL;
CREATE INDEX catalog_items_search_idx ON catalog_items USING gin (company_id, search_text gin_trgm_ops) WHERE deleted_at IS NULL;
CALL wall('catalog_items');

CREATE TABLE projects (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  number text NOT NULL,
  name text NOT NULL,
  sort_name text GENERATED ALWAYS AS (lower(name)) STORED,
  description text,
  state text NOT NULL DEFAULT 'active' CONSTRAINT projects_state CHECK (state IN ('active', 'on_hold', 'completed', 'archived')),
  received_on date,
  due_on date,
  billing_type text NOT NULL CONSTRAINT projects_billing CHECK (billing_type IN ('hourly', 'flat')),
  hourly_rate_cents bigint CONSTRAINT projects_rate CHECK (hourly_rate_cents BETWEEN 0 AND 99999999999),
  flat_fee_cents bigint CONSTRAINT projects_fee CHECK (flat_fee_cents BETWEEN 0 AND 99999999999),
  budget_minutes integer CONSTRAINT projects_budget_minutes CHECK (budget_minutes >= 0),
  budget_cents bigint CONSTRAINT projects_budget CHECK (budget_cents >= 0),
  search_text text GENERATED ALWAYS AS (lower(number || ' ' || name)) STORED,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  PRIMARY KEY (company_id, id),
  CONSTRAINT projects_client FOREIGN KEY (company_id, client_id) REFERENCES clients (company_id, id)
);
CREATE UNIQUE INDEX projects_number_key ON projects (company_id, number) WHERE deleted_at IS NULL;
CREATE INDEX projects_client_idx ON projects (company_id, client_id) WHERE deleted_at IS NULL;
CREATE INDEX projects_list_idx ON projects (company_id, sort_name, id) WHERE deleted_at IS NULL;
CREATE INDEX projects_recent_idx ON projects (company_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX projects_search_idx ON projects USING gin (company_id, search_text gin_trgm_ops) WHERE deleted_at IS NULL;
CALL wall('projects');

CREATE TABLE project_members (
  company_id uuid NOT NULL REFERENCES companies (id),
  project_id uuid NOT NULL,
  member_id uuid NOT NULL,
  PRIMARY KEY (company_id, project_id, member_id),
  CONSTRAINT project_members_project FOREIGN KEY (company_id, project_id) REFERENCES projects (company_id, id),
  CONSTRAINT project_members_member FOREIGN KEY (company_id, member_id) REFERENCES members (company_id, id)
);
CREATE INDEX project_members_member_idx ON project_members (company_id, member_id);
CALL wall('project_members');

CREATE TABLE project_services (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  project_id uuid NOT NULL,
  catalog_item_id uuid,
  -- stays as it was when the catalog changes
  name text NOT NULL,
  PRIMARY KEY (company_id, id),
  CONSTRAINT project_services_project FOREIGN KEY (company_id, project_id) REFERENCES projects (company_id, id),
  CONSTRAINT project_services_item FOREIGN KEY (company_id, catalog_item_id) REFERENCES catalog_items (company_id, id)
);
CREATE UNIQUE INDEX project_services_name_key ON project_services (company_id, project_id, lower(name));
CALL wall('project_services');

-- One timer per member. The run id becomes the id of the time entry, so that stopping twice makes one entry.
CREATE TABLE timers (
  company_id uuid NOT NULL REFERENCES companies (id),
  member_id uuid NOT NULL,
  run_id uuid NOT NULL,
  project_id uuid,
  catalog_item_id uuid,
  service_name text,
  notes text,
  started_at timestamptz NOT NULL,
  running_since timestamptz,
  paused_at timestamptz,
  accumulated_seconds integer NOT NULL DEFAULT 0 CONSTRAINT timers_accumulated CHECK (accumulated_seconds >= 0),
  PRIMARY KEY (company_id, member_id),
  CONSTRAINT timers_running CHECK ((running_since IS NULL) <> (paused_at IS NULL)),
  CONSTRAINT timers_member FOREIGN KEY (company_id, member_id) REFERENCES members (company_id, id),
  CONSTRAINT timers_project FOREIGN KEY (company_id, project_id) REFERENCES projects (company_id, id),
  CONSTRAINT timers_item FOREIGN KEY (company_id, catalog_item_id) REFERENCES catalog_items (company_id, id)
);
CALL wall('timers');

ALTER TABLE journal_lines
  ADD CONSTRAINT journal_lines_client FOREIGN KEY (company_id, client_id) REFERENCES clients (company_id, id),
  ADD CONSTRAINT journal_lines_project FOREIGN KEY (company_id, project_id) REFERENCES projects (company_id, id);
