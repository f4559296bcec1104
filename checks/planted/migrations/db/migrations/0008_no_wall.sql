CREATE TABLE bare (company_id uuid PRIMARY KEY);
