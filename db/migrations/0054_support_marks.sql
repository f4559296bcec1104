-- The mark of support mode in the log of changes: it names the operator and the session, or it is not there. As long as
-- nothing opens such a session nobody writes it: the application may fill every column but these two.
ALTER TABLE audit_events ADD CONSTRAINT audit_events_support
  CHECK ((support_session_id IS NULL) = (support_operator IS NULL)) NOT VALID;
REVOKE INSERT ON audit_events FROM ez360_app;
GRANT INSERT (company_id, id, occurred_at, actor_kind, actor_user_id, actor_name, action, subject_type, subject_id,
  before, after, request_id, ip_address) ON audit_events TO ez360_app;
