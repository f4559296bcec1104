-- outside a transaction
-- In the order of posting: for seals, and for reports as they were known on a day.
DROP INDEX CONCURRENTLY IF EXISTS journal_entries_posted_idx;
CREATE INDEX CONCURRENTLY journal_entries_posted_idx ON journal_entries (company_id, posted_at, id);
