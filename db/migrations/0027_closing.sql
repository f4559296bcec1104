-- What was proved about the books, and when. Proofs and seals are added, never changed.

CREATE TABLE company_proofs (
  company_id uuid NOT NULL REFERENCES companies (id),
  id uuid NOT NULL,
  proved_at timestamptz NOT NULL,
  rules smallint NOT NULL CONSTRAINT company_proofs_rules CHECK (rules > 0),
  -- the rules that did not hold, each with the records that broke it
  broken jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (company_id, id)
);
CREATE INDEX company_proofs_recent_idx ON company_proofs (company_id, proved_at DESC, id DESC);
CALL wall('company_proofs');
CALL freeze('company_proofs', 'proof_immutable');

-- A chain over the journal: each seal covers the entries posted since the one before, and its hash takes that one's in.
CREATE TABLE journal_seals (
  company_id uuid NOT NULL REFERENCES companies (id),
  seq integer NOT NULL CONSTRAINT journal_seals_seq CHECK (seq > 0),
  -- covers what was posted before this instant
  posted_before timestamptz NOT NULL,
  entries integer NOT NULL CONSTRAINT journal_seals_entries CHECK (entries > 0),
  hash text NOT NULL CONSTRAINT journal_seals_hash CHECK (hash ~ '^[0-9a-f]{64}$'),
  sealed_at timestamptz NOT NULL,
  PRIMARY KEY (company_id, seq)
);
CALL wall('journal_seals');
CALL freeze('journal_seals', 'proof_immutable');
