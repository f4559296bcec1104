CREATE INDEX clients_late_idx ON clients (company_id, id);
