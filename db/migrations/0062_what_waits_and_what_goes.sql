-- The scheduler asks over all companies what waits: recurring bills, and uploads that nothing refers to.
CREATE POLICY platform_due ON recurring_bills FOR SELECT
  USING (current_setting('app.platform', true) = 'on' AND state = 'active');
CREATE POLICY platform_due ON media_objects FOR SELECT
  USING (current_setting('app.platform', true) = 'on' AND purpose = 'files' AND attached_at IS NULL AND deleted_at IS NULL);
-- A key may be forgotten after thirty days, whoever asks.
CREATE POLICY platform_old ON idempotency_keys
  USING (current_setting('app.platform', true) = 'on' AND created_at < now() - interval '30 days') WITH CHECK (false);
