CREATE TABLE clients (company_id uuid NOT NULL, id uuid NOT NULL, PRIMARY KEY (company_id, id));
CREATE INDEX clients_idx ON clients (company_id, id);
CALL wall('clients');
