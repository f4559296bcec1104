-- What each company has subscribed to. An installation without billing keeps no rows, and has everything.

CREATE TABLE company_subscriptions (
  company_id uuid PRIMARY KEY REFERENCES companies (id),
  state text NOT NULL CONSTRAINT company_subscriptions_state CHECK (state IN ('trialing', 'active', 'past_due', 'canceled')),
  plan text NOT NULL CONSTRAINT company_subscriptions_plan CHECK (plan IN ('starter', 'professional', 'premium')),
  paid_every text NOT NULL DEFAULT 'month' CONSTRAINT company_subscriptions_paid_every CHECK (paid_every IN ('month', 'year')),
  extra_seats smallint NOT NULL DEFAULT 0 CONSTRAINT company_subscriptions_extra_seats CHECK (extra_seats BETWEEN 0 AND 1000),
  trial_ends_at timestamptz,
  current_period_end timestamptz,
  cancel_at_period_end boolean NOT NULL DEFAULT false,
  -- a payment is missing; until then all goes on
  grace_until timestamptz,
  -- given by operators
  comp_plan text CONSTRAINT company_subscriptions_comp_plan CHECK (comp_plan IN ('starter', 'professional', 'premium')),
  comp_until timestamptz,
  discount_percent numeric(6, 3) CONSTRAINT company_subscriptions_discount CHECK (discount_percent > 0 AND discount_percent <= 100),
  stripe_customer_id text,
  stripe_subscription_id text,
  -- the moment that this is the truth of; what is older never takes its place
  as_of timestamptz NOT NULL,
  -- what the guard of members counts to; null is no limit
  seat_limit smallint CONSTRAINT company_subscriptions_seat_limit CHECK (seat_limit > 0),
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT company_subscriptions_trial_ends CHECK (state <> 'trialing' OR trial_ends_at IS NOT NULL),
  CONSTRAINT company_subscriptions_period_ends CHECK (state NOT IN ('active', 'past_due') OR current_period_end IS NOT NULL),
  CONSTRAINT company_subscriptions_grace CHECK ((state = 'past_due') = (grace_until IS NOT NULL)),
  CONSTRAINT company_subscriptions_comp CHECK ((comp_plan IS NULL) = (comp_until IS NULL))
);
CALL wall('company_subscriptions');
CREATE POLICY own_subscription ON company_subscriptions FOR SELECT
  USING (current_person() IS NOT NULL AND company_id IN (SELECT m.company_id FROM members m WHERE m.user_id = current_person() AND m.deactivated_at IS NULL));
-- Jobs begin the trials of those that have no subscription.
CREATE POLICY platform_directory ON company_subscriptions FOR SELECT USING (current_setting('app.platform', true) = 'on');

-- Time goes forward only, what ended stays ended (a new subscription has another id), and the record stays.
CREATE FUNCTION guard_subscription() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a subscription is kept' USING ERRCODE = '23514', CONSTRAINT = 'subscription_kept', TABLE = TG_TABLE_NAME;
  ELSIF NEW.as_of < OLD.as_of THEN
    RAISE EXCEPTION 'a subscription never goes back' USING ERRCODE = '23514', CONSTRAINT = 'subscription_outdated', TABLE = TG_TABLE_NAME;
  ELSIF OLD.state = 'canceled' AND NEW.state <> 'canceled' AND NEW.stripe_subscription_id IS NOT DISTINCT FROM OLD.stripe_subscription_id THEN
    RAISE EXCEPTION 'a cancelled subscription stays so' USING ERRCODE = '23514', CONSTRAINT = 'subscription_over', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_subscription BEFORE UPDATE OR DELETE ON company_subscriptions FOR EACH ROW EXECUTE FUNCTION guard_subscription();
CALL keep('company_subscriptions', 'subscription_kept');

CREATE VIEW company_seats WITH (security_invoker = true) AS
  SELECT company_id, count(*)::int AS in_use FROM members WHERE deactivated_at IS NULL GROUP BY company_id;

-- A seat is taken by an active member. The subscription's row is the lock: two who take the last seat wait for each other.
CREATE FUNCTION guard_seats() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE seats smallint;
BEGIN
  SELECT seat_limit INTO seats FROM company_subscriptions WHERE company_id = NEW.company_id FOR UPDATE;
  IF seats IS NOT NULL AND (SELECT count(*) FROM members WHERE company_id = NEW.company_id AND deactivated_at IS NULL) >= seats THEN
    RAISE EXCEPTION 'all seats are taken' USING ERRCODE = '23514', CONSTRAINT = 'seats_full', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_seats_of_new BEFORE INSERT ON members FOR EACH ROW WHEN (NEW.deactivated_at IS NULL) EXECUTE FUNCTION guard_seats();
CREATE TRIGGER guard_seats_of_returning BEFORE UPDATE ON members FOR EACH ROW
  WHEN (OLD.deactivated_at IS NOT NULL AND NEW.deactivated_at IS NULL) EXECUTE FUNCTION guard_seats();
