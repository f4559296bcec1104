-- Search behind row-level security. An index serves only leakproof operators there, and LIKE is none; comparing texts is.
-- So the words of what can be searched stand in a table of their own, and a search is a range of it (docs/decisions/0005).

CREATE TABLE search_words (
  company_id uuid NOT NULL,
  -- the table that it was found in
  subject text NOT NULL COLLATE "C",
  -- the text from a word's beginning on: of "silver birch" there are "silver birch" and "birch"
  word text NOT NULL COLLATE "C",
  subject_id uuid NOT NULL,
  PRIMARY KEY (company_id, subject, word, subject_id)
);

-- Where a search may begin: at each word, and at each sign of scripts that write words without spaces.
CREATE FUNCTION search_starts(said text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT DISTINCT left(substr(t, at), 64) COLLATE "C"
  FROM (SELECT regexp_replace(left(said, 1000), '\s+', ' ', 'g') AS t, ' !"#$%&''()*+,-./:;<=>?@[\]^_`{|}~' AS signs) s,
    generate_series(1, length(t)) AS at
  WHERE strpos(signs, substr(t, at, 1)) = 0
    AND (at = 1 OR strpos(signs, substr(t, at - 1, 1)) > 0 OR substr(t, at, 1) COLLATE "C" >= U&'\2E80')
$$;

-- Kept by triggers, for whoever writes: the application only reads the words.
CREATE FUNCTION add_search_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO search_words (company_id, subject, word, subject_id)
    SELECT n.company_id, TG_TABLE_NAME, s.word, n.id FROM new_rows n, search_starts(n.search_text) AS s (word) WHERE n.search_text <> ''
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE FUNCTION change_search_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  DELETE FROM search_words w USING search_starts(OLD.search_text) AS s (word)
    WHERE w.company_id = OLD.company_id AND w.subject = TG_TABLE_NAME AND w.word = s.word AND w.subject_id = OLD.id;
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO search_words (company_id, subject, word, subject_id)
      SELECT NEW.company_id, TG_TABLE_NAME, s.word, NEW.id FROM search_starts(NEW.search_text) AS s (word)
      ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;

-- Makes a table with id and search_text searchable; what is in it already is for the migration to add.
CREATE PROCEDURE searchable(searched regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER search_words_new AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION add_search_words()', searched);
  EXECUTE format('CREATE TRIGGER search_words_changed AFTER UPDATE ON %s FOR EACH ROW WHEN (OLD.search_text IS DISTINCT FROM NEW.search_text) EXECUTE FUNCTION change_search_words()', searched);
  EXECUTE format('CREATE TRIGGER search_words_gone AFTER DELETE ON %s FOR EACH ROW EXECUTE FUNCTION change_search_words()', searched);
END $$;

-- What is there already, of every company: the wall stands open for the owner as long as this transaction lasts.
DO $$
DECLARE searched text;
BEGIN
  FOREACH searched IN ARRAY ARRAY['clients', 'catalog_items', 'projects', 'documents', 'payments'] LOOP
    EXECUTE format('CALL searchable(%L)', searched);
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', searched);
    EXECUTE format('INSERT INTO search_words (company_id, subject, word, subject_id)
      SELECT t.company_id, %L, s.word, t.id FROM %I t, search_starts(t.search_text) AS s (word) WHERE t.search_text <> ''''', searched, searched);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', searched);
  END LOOP;
END $$;

CALL wall('search_words');
REVOKE INSERT, UPDATE, DELETE ON search_words FROM ez360_app;
