CREATE FUNCTION enter(company text) RETURNS text LANGUAGE sql AS $$
  SELECT set_config('app.company_id', company, true); SELECT company
$$;
