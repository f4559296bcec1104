-- What Stripe kept of a payment. It has an entry of its own; a refund leaves it, the payment's reversal undoes it as well.
CREATE TABLE payment_fees (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  amount_cents bigint NOT NULL CONSTRAINT payment_fees_amount CHECK (amount_cents > 0),
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (company_id, id),
  CONSTRAINT payment_fees_payment FOREIGN KEY (company_id, payment_id) REFERENCES payments (company_id, id),
  CONSTRAINT payment_fees_once UNIQUE (company_id, payment_id)
);
CALL wall('payment_fees');
CALL freeze('payment_fees', 'payment_immutable');

-- Only Stripe keeps a fee, of money that arrived, and never all of it.
CREATE FUNCTION guard_payment_fee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM payments p WHERE p.company_id = NEW.company_id AND p.id = NEW.payment_id
      AND p.method = 'stripe' AND p.state = 'succeeded' AND p.amount_cents > NEW.amount_cents) THEN
    RAISE EXCEPTION 'payment % has no such fee', NEW.payment_id USING ERRCODE = '23514', CONSTRAINT = 'payment_fee_wrong';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard_payment_fee AFTER INSERT ON payment_fees FOR EACH ROW EXECUTE FUNCTION guard_payment_fee();
