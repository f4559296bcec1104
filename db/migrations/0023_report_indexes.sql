-- outside a transaction
-- Each is dropped first: a build that was interrupted leaves an invalid index behind.
-- As known then: entries posted later than the day after their date, the only ones that a report about a past day learns of late.
DROP INDEX CONCURRENTLY IF EXISTS journal_entries_late_idx;
CREATE INDEX CONCURRENTLY journal_entries_late_idx ON journal_entries (company_id, posted_at, entry_date, id) WHERE entry_date < (posted_at AT TIME ZONE 'UTC')::date - 1;
-- Client and project ride along beside the amounts: revenue and profit by either is read from the index alone.
DROP INDEX CONCURRENTLY IF EXISTS journal_lines_account_wide_idx;
CREATE INDEX CONCURRENTLY journal_lines_account_wide_idx ON journal_lines (company_id, account_id, entry_date, entry_id, line_no) INCLUDE (debit_cents, credit_cents, client_id, project_id);
DROP INDEX CONCURRENTLY IF EXISTS journal_lines_account_idx;
ALTER INDEX IF EXISTS journal_lines_account_wide_idx RENAME TO journal_lines_account_idx;
