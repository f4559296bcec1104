-- Invoices that come back by themselves, and what is done about those that are not paid.

CREATE TABLE recurring_plans (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  name text NOT NULL,
  sort_name text GENERATED ALWAYS AS (lower(name)) STORED,
  state text NOT NULL DEFAULT 'active' CONSTRAINT recurring_plans_state CHECK (state IN ('active', 'paused', 'ended')),
  client_id uuid NOT NULL,
  project_id uuid,
  template_id uuid,
  frequency text NOT NULL CONSTRAINT recurring_plans_frequency CHECK (frequency IN ('weekly', 'monthly', 'yearly')),
  every smallint NOT NULL CONSTRAINT recurring_plans_every CHECK (every BETWEEN 1 AND 99),
  -- 31 is the last; weeks have none
  day_of_month smallint CONSTRAINT recurring_plans_day CHECK (day_of_month BETWEEN 1 AND 31),
  next_run_on date,
  end_on date,
  auto_send boolean NOT NULL DEFAULT false,
  -- null: as the client and the company say
  due_days smallint CONSTRAINT recurring_plans_due CHECK (due_days BETWEEN 0 AND 365),
  -- null: as the template says
  notes text,
  terms text,
  discount_kind text NOT NULL DEFAULT 'none' CONSTRAINT recurring_plans_discount CHECK (discount_kind IN ('none', 'percent', 'fixed')),
  discount_percent numeric(6, 3),
  discount_fixed_cents bigint,
  -- of the next invoice, as the lines add up
  total_cents bigint NOT NULL CONSTRAINT recurring_plans_total CHECK (total_cents BETWEEN 0 AND 99999999999),
  last_run_on date,
  -- why the next run could not be made so far, and when it is tried again
  failure text,
  failures smallint NOT NULL DEFAULT 0,
  retry_at timestamptz,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  PRIMARY KEY (company_id, id),
  CONSTRAINT recurring_plans_client FOREIGN KEY (company_id, client_id) REFERENCES clients (company_id, id),
  CONSTRAINT recurring_plans_project FOREIGN KEY (company_id, project_id) REFERENCES projects (company_id, id),
  CONSTRAINT recurring_plans_template FOREIGN KEY (company_id, template_id) REFERENCES document_templates (company_id, id),
  CONSTRAINT recurring_plans_next CHECK ((state = 'ended') = (next_run_on IS NULL)),
  CONSTRAINT recurring_plans_ends CHECK (end_on IS NULL OR next_run_on IS NULL OR next_run_on <= end_on)
);
CREATE INDEX recurring_plans_next_idx ON recurring_plans (company_id, next_run_on, id) WHERE deleted_at IS NULL;
CREATE INDEX recurring_plans_name_idx ON recurring_plans (company_id, sort_name, id) WHERE deleted_at IS NULL;
CREATE INDEX recurring_plans_client_idx ON recurring_plans (company_id, client_id) WHERE deleted_at IS NULL;
-- the scheduler looks over all companies at once
CREATE INDEX recurring_plans_due_idx ON recurring_plans (next_run_on) WHERE state = 'active' AND deleted_at IS NULL;
CALL wall('recurring_plans');
CREATE POLICY platform_due ON recurring_plans FOR SELECT
  USING (current_setting('app.platform', true) = 'on' AND state = 'active' AND deleted_at IS NULL);

CREATE TABLE recurring_plan_lines (
  company_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  id uuid NOT NULL,
  position smallint NOT NULL,
  catalog_item_id uuid,
  name text NOT NULL,
  description text,
  quantity numeric(14, 4) NOT NULL,
  unit text,
  unit_price_cents bigint NOT NULL,
  taxable boolean NOT NULL DEFAULT false,
  tax_percent numeric(6, 3),
  tax_cents bigint NOT NULL DEFAULT 0,
  income_account_id uuid,
  PRIMARY KEY (company_id, plan_id, id),
  CONSTRAINT recurring_plan_lines_plan FOREIGN KEY (company_id, plan_id) REFERENCES recurring_plans (company_id, id),
  CONSTRAINT recurring_plan_lines_item FOREIGN KEY (company_id, catalog_item_id) REFERENCES catalog_items (company_id, id),
  CONSTRAINT recurring_plan_lines_account FOREIGN KEY (company_id, income_account_id) REFERENCES accounts (company_id, id)
);
CREATE UNIQUE INDEX recurring_plan_lines_position_key ON recurring_plan_lines (company_id, plan_id, position);
CALL wall('recurring_plan_lines');

ALTER TABLE documents ADD CONSTRAINT documents_recurring_plan
  FOREIGN KEY (company_id, recurring_plan_id) REFERENCES recurring_plans (company_id, id) NOT VALID;

-- One row per company once something was switched on; without it everything is off and nobody looks.
CREATE TABLE collection_settings (
  company_id uuid NOT NULL REFERENCES companies (id),
  reminders_on boolean NOT NULL DEFAULT false,
  statements_monthly boolean NOT NULL DEFAULT false,
  late_fee_kind text NOT NULL DEFAULT 'none' CONSTRAINT collection_settings_fee CHECK (late_fee_kind IN ('none', 'percent', 'fixed')),
  late_fee_percent numeric(6, 3),
  late_fee_cents bigint CONSTRAINT collection_settings_fee_cents CHECK (late_fee_cents BETWEEN 1 AND 99999999999),
  late_fee_grace_days smallint NOT NULL DEFAULT 7 CONSTRAINT collection_settings_grace CHECK (late_fee_grace_days BETWEEN 0 AND 365),
  late_fee_repeat text NOT NULL DEFAULT 'once' CONSTRAINT collection_settings_repeat CHECK (late_fee_repeat IN ('once', 'monthly')),
  late_fee_send boolean NOT NULL DEFAULT false,
  -- nothing that fell due before it was switched on is charged or reminded of by itself
  late_fee_since date,
  reminders_since date,
  -- the day of the last daily look, on the wall of the company
  looked_on date,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id),
  CONSTRAINT collection_settings_fee_given CHECK (CASE late_fee_kind WHEN 'percent' THEN late_fee_percent IS NOT NULL WHEN 'fixed' THEN late_fee_cents IS NOT NULL ELSE true END)
);
CREATE INDEX collection_settings_due_idx ON collection_settings (looked_on);
CALL wall('collection_settings');
CREATE POLICY platform_due ON collection_settings FOR SELECT
  USING (current_setting('app.platform', true) = 'on');

CREATE TABLE reminder_rules (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  -- days after the due date; before it when negative
  offset_days smallint NOT NULL CONSTRAINT reminder_rules_offset CHECK (offset_days BETWEEN -90 AND 365),
  subject text NOT NULL,
  message text NOT NULL,
  position smallint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  retired_at timestamptz,
  PRIMARY KEY (company_id, id)
);
CREATE UNIQUE INDEX reminder_rules_offset_key ON reminder_rules (company_id, offset_days) WHERE retired_at IS NULL;
CALL wall('reminder_rules');

CREATE TABLE reminder_mutes (
  company_id uuid NOT NULL,
  document_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, document_id),
  CONSTRAINT reminder_mutes_document FOREIGN KEY (company_id, document_id) REFERENCES documents (company_id, id)
);
CALL wall('reminder_mutes');

-- Once per invoice and rule, whatever became of it.
CREATE TABLE reminders (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  document_id uuid NOT NULL,
  -- null: sent by hand
  rule_id uuid,
  to_email text NOT NULL,
  subject text NOT NULL,
  amount_cents bigint NOT NULL,
  state text NOT NULL DEFAULT 'queued' CONSTRAINT reminders_state CHECK (state IN ('queued', 'sent', 'failed')),
  error text,
  email_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (company_id, id),
  CONSTRAINT reminders_document FOREIGN KEY (company_id, document_id) REFERENCES documents (company_id, id),
  CONSTRAINT reminders_rule FOREIGN KEY (company_id, rule_id) REFERENCES reminder_rules (company_id, id)
);
CREATE UNIQUE INDEX reminders_once ON reminders (company_id, document_id, rule_id) WHERE rule_id IS NOT NULL;
CREATE INDEX reminders_document_idx ON reminders (company_id, document_id, created_at DESC);
CREATE INDEX reminders_email_idx ON reminders (company_id, email_id) WHERE email_id IS NOT NULL;
CALL wall('reminders');

-- A statement on its way to a client: now, on a day, or every month.
CREATE TABLE statement_sends (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  tone text NOT NULL CONSTRAINT statement_sends_tone CHECK (tone IN ('statement', 'friendly', 'past_due')),
  origin text NOT NULL CONSTRAINT statement_sends_origin CHECK (origin IN ('hand', 'monthly')),
  send_on date NOT NULL,
  from_on date NOT NULL,
  to_on date NOT NULL,
  to_email text NOT NULL,
  message text,
  state text NOT NULL DEFAULT 'scheduled' CONSTRAINT statement_sends_state CHECK (state IN ('scheduled', 'queued', 'sent', 'failed', 'cancelled')),
  -- why it failed or was cancelled
  error text,
  closing_cents bigint,
  email_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (company_id, id),
  CONSTRAINT statement_sends_client FOREIGN KEY (company_id, client_id) REFERENCES clients (company_id, id),
  CONSTRAINT statement_sends_period CHECK (from_on <= to_on)
);
CREATE UNIQUE INDEX statement_sends_monthly_once ON statement_sends (company_id, client_id, to_on) WHERE origin = 'monthly';
CREATE INDEX statement_sends_client_idx ON statement_sends (company_id, client_id, created_at DESC);
CREATE INDEX statement_sends_email_idx ON statement_sends (company_id, email_id) WHERE email_id IS NOT NULL;
CREATE INDEX statement_sends_due_idx ON statement_sends (send_on) WHERE state = 'scheduled';
CALL wall('statement_sends');
CREATE POLICY platform_due ON statement_sends FOR SELECT
  USING (current_setting('app.platform', true) = 'on' AND state = 'scheduled');

-- A client that is asked for differently than the company's setting says.
CREATE TABLE statement_choices (
  company_id uuid NOT NULL,
  client_id uuid NOT NULL,
  monthly boolean NOT NULL,
  PRIMARY KEY (company_id, client_id),
  CONSTRAINT statement_choices_client FOREIGN KEY (company_id, client_id) REFERENCES clients (company_id, id)
);
CALL wall('statement_choices');

CREATE TABLE collection_notes (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  body text NOT NULL,
  follow_up_on date,
  done_at timestamptz,
  author_name text NOT NULL,
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  PRIMARY KEY (company_id, id),
  CONSTRAINT collection_notes_client FOREIGN KEY (company_id, client_id) REFERENCES clients (company_id, id)
);
CREATE INDEX collection_notes_client_idx ON collection_notes (company_id, client_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX collection_notes_queue_idx ON collection_notes (company_id, follow_up_on, id) WHERE done_at IS NULL AND follow_up_on IS NOT NULL AND deleted_at IS NULL;
CALL wall('collection_notes');

-- Which late fee was charged for which invoice and period; a draft that somebody deleted is not charged again.
CREATE TABLE late_fees (
  company_id uuid NOT NULL,
  document_id uuid NOT NULL,
  period_on date NOT NULL,
  fee_document_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, document_id, period_on),
  CONSTRAINT late_fees_document FOREIGN KEY (company_id, document_id) REFERENCES documents (company_id, id),
  CONSTRAINT late_fees_fee FOREIGN KEY (company_id, fee_document_id) REFERENCES documents (company_id, id)
);
CALL wall('late_fees');
CALL freeze('late_fees', 'late_fee_immutable');
