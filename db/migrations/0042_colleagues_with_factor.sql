-- Whoever manages members sees who of them has a passkey, as with an authenticator app: one row that is there or not. The
-- window opens inside a company only, on those who work in it now.
CREATE POLICY colleague ON passkeys FOR SELECT USING (
  user_id IN (
    SELECT m.user_id FROM members m
    WHERE m.company_id = nullif(current_setting('app.company_id', true), '')::uuid AND m.deactivated_at IS NULL
  )
);
