-- allow blocking-index: at most one row per company
CREATE INDEX clients_small_idx ON clients (company_id);
ALTER INDEX IF EXISTS clients_idx RENAME TO clients_list_idx; -- ; set_config( in a comment
CREATE INDEX CONCURRENTLY clients_calm_idx ON clients (id);
