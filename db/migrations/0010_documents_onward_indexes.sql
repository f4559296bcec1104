-- outside a transaction
-- Each is dropped first: a build that was interrupted leaves an invalid index behind.
DROP INDEX CONCURRENTLY IF EXISTS documents_converted_once;
CREATE UNIQUE INDEX CONCURRENTLY documents_converted_once ON documents (company_id, converted_from_id) WHERE converted_from_id IS NOT NULL AND deleted_at IS NULL AND state <> 'void';
DROP INDEX CONCURRENTLY IF EXISTS documents_planned_once;
CREATE UNIQUE INDEX CONCURRENTLY documents_planned_once ON documents (company_id, recurring_plan_id, planned_on) WHERE recurring_plan_id IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS documents_corrects_idx;
CREATE INDEX CONCURRENTLY documents_corrects_idx ON documents (company_id, corrects_id) WHERE corrects_id IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS documents_late_fee_idx;
CREATE INDEX CONCURRENTLY documents_late_fee_idx ON documents (company_id, late_fee_for_id) WHERE late_fee_for_id IS NOT NULL;
ALTER TABLE documents VALIDATE CONSTRAINT documents_planned;
ALTER TABLE documents VALIDATE CONSTRAINT documents_converted_from;
ALTER TABLE documents VALIDATE CONSTRAINT documents_corrects;
ALTER TABLE documents VALIDATE CONSTRAINT documents_late_fee_for;
