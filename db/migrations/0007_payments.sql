-- Money that came in, where it went, and what is still the client's.

CREATE TABLE payments (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  received_on date NOT NULL,
  method text NOT NULL CONSTRAINT payments_method CHECK (method IN ('stripe', 'cash', 'check', 'ach', 'card', 'other')),
  amount_cents bigint NOT NULL CONSTRAINT payments_amount CHECK (amount_cents BETWEEN 1 AND 99999999999),
  refunded_cents bigint NOT NULL DEFAULT 0,
  reference text,
  notes text,
  state text NOT NULL DEFAULT 'succeeded' CONSTRAINT payments_state CHECK (state IN ('pending', 'succeeded', 'failed')),
  search_text text GENERATED ALWAYS AS (lower(coalesce(reference, ''))) STORED,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT payments_client FOREIGN KEY (company_id, client_id) REFERENCES clients (company_id, id),
  CONSTRAINT payments_refunded CHECK (refunded_cents BETWEEN 0 AND amount_cents)
);
CREATE INDEX payments_recent_idx ON payments (company_id, received_on DESC, id DESC);
CREATE INDEX payments_client_idx ON payments (company_id, client_id, received_on DESC, id DESC);
CREATE INDEX payments_search_idx ON payments USING gin (company_id, search_text gin_trgm_ops);
CALL wall('payments');

CREATE TABLE payment_allocations (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  document_id uuid NOT NULL,
  amount_cents bigint NOT NULL CONSTRAINT payment_allocations_amount CHECK (amount_cents > 0),
  refunded_cents bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (company_id, id),
  CONSTRAINT payment_allocations_payment FOREIGN KEY (company_id, payment_id) REFERENCES payments (company_id, id),
  CONSTRAINT payment_allocations_document FOREIGN KEY (company_id, document_id) REFERENCES documents (company_id, id),
  CONSTRAINT payment_allocations_refunded CHECK (refunded_cents BETWEEN 0 AND amount_cents)
);
CREATE UNIQUE INDEX payment_allocations_once ON payment_allocations (company_id, payment_id, document_id);
CREATE INDEX payment_allocations_document_idx ON payment_allocations (company_id, document_id);
CALL wall('payment_allocations');

CREATE FUNCTION guard_payment() RETURNS trigger LANGUAGE plpgsql AS $$
-- search_text is made after this trigger has run
DECLARE movable text[] := ARRAY['refunded_cents', 'search_text'];
BEGIN
  -- through jsonb: allocations have no state
  IF to_jsonb(OLD) ->> 'state' = 'pending' THEN movable := movable || 'state'; END IF;
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - movable IS DISTINCT FROM to_jsonb(OLD) - movable THEN
    RAISE EXCEPTION 'payment records do not change' USING ERRCODE = '23514', CONSTRAINT = 'payment_immutable';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_payment BEFORE UPDATE OR DELETE ON payments FOR EACH ROW EXECUTE FUNCTION guard_payment();
CREATE TRIGGER guard_payment BEFORE UPDATE OR DELETE ON payment_allocations FOR EACH ROW EXECUTE FUNCTION guard_payment();
CALL keep('payments', 'payment_immutable');
CALL keep('payment_allocations', 'payment_immutable');

-- A payment that never really came. The payment and its allocations stay as they were; this says that they count no more.
CREATE TABLE payment_reversals (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  reversed_on date NOT NULL,
  reason text,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT payment_reversals_payment FOREIGN KEY (company_id, payment_id) REFERENCES payments (company_id, id),
  CONSTRAINT payment_reversed_once UNIQUE (company_id, payment_id)
);
CALL wall('payment_reversals');
CALL freeze('payment_reversals', 'payment_immutable');

-- The truth about a client's credit; clients.credit_cents is its rollup, kept by the trigger.
CREATE TABLE client_credit_entries (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  cents_delta bigint NOT NULL CONSTRAINT client_credit_entries_delta CHECK (cents_delta <> 0),
  kind text NOT NULL CONSTRAINT client_credit_entries_kind CHECK (kind IN
    ('overpayment', 'credit_note', 'application', 'application_reversal', 'refund', 'manual_adjustment', 'payment_reversal')),
  source_id uuid NOT NULL,
  occurred_on date NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT client_credit_entries_source UNIQUE (company_id, kind, source_id),
  CONSTRAINT client_credit_entries_client FOREIGN KEY (company_id, client_id) REFERENCES clients (company_id, id)
);
CREATE INDEX client_credit_entries_client_idx ON client_credit_entries (company_id, client_id, created_at DESC, id DESC);
CALL wall('client_credit_entries');
CALL freeze('client_credit_entries', 'credit_immutable');

CREATE FUNCTION roll_up_client_credit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE clients c SET credit_cents = c.credit_cents + n.delta
    FROM (SELECT company_id, client_id, sum(cents_delta) AS delta FROM new_credit GROUP BY 1, 2) n
    WHERE c.company_id = n.company_id AND c.id = n.client_id;
  RETURN NULL;
END $$;
CREATE TRIGGER roll_up_client_credit AFTER INSERT ON client_credit_entries
  REFERENCING NEW TABLE AS new_credit FOR EACH STATEMENT EXECUTE FUNCTION roll_up_client_credit();

CREATE TABLE credit_applications (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  document_id uuid NOT NULL,
  amount_cents bigint NOT NULL CONSTRAINT credit_applications_amount CHECK (amount_cents > 0),
  applied_on date NOT NULL,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT credit_applications_client FOREIGN KEY (company_id, client_id) REFERENCES clients (company_id, id),
  CONSTRAINT credit_applications_document FOREIGN KEY (company_id, document_id) REFERENCES documents (company_id, id)
);
CREATE INDEX credit_applications_document_idx ON credit_applications (company_id, document_id);
CREATE INDEX credit_applications_client_idx ON credit_applications (company_id, client_id, created_at DESC);
CALL wall('credit_applications');
CALL freeze('credit_applications', 'credit_immutable');
