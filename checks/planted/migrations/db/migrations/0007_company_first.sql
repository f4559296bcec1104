CREATE TABLE notes (company_id uuid NOT NULL, id uuid PRIMARY KEY);
CREATE TABLE votes (id uuid, company_id uuid, CONSTRAINT votes_key PRIMARY KEY (id, company_id));
CALL wall('notes');
CALL wall('votes');
