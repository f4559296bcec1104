-- The same three transactions written by hand: one round trip each, the same rows as the application commits.

CREATE SCHEMA IF NOT EXISTS bench;
GRANT USAGE ON SCHEMA bench TO ez360_app;

-- What the application writes beside each act: the kept answer under its key, and the audit row.
CREATE FUNCTION bench.write_down(company uuid, person uuid, act text, once text, kind text, subject uuid, was jsonb, became jsonb)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO idempotency_keys (company_id, key, command, body_hash, answer)
    VALUES (company, once, act, md5(once), became);
  INSERT INTO audit_events (company_id, id, occurred_at, actor_kind, actor_user_id, actor_name, action, subject_type, subject_id, before, after, request_id, ip_address)
    VALUES (company, uuidv7(), now(), 'member', person, 'Bench', act, kind, subject, was, became, once, '127.0.0.1');
END $$;

CREATE FUNCTION bench.post(company uuid, person uuid, once text, memo text, source_type text, source uuid, client uuid, lines jsonb)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  WITH entry AS (
    INSERT INTO journal_entries (company_id, id, entry_date, memo, source_type, source_id, posted_at, posted_by, request_id)
    VALUES (company, uuidv7(), current_date, memo, source_type, source, now(), person, once) RETURNING id
  )
  INSERT INTO journal_lines (company_id, entry_id, line_no, entry_date, account_id, debit_cents, credit_cents, client_id)
  SELECT company, entry.id, s.line, current_date, a.id, s.debit, s.credit, client
  FROM entry, jsonb_to_recordset(lines) AS s (line smallint, account text, debit bigint, credit bigint)
  JOIN accounts a ON a.company_id = company AND a.system_key = s.account;
END $$;

CREATE FUNCTION bench.create_invoice(company uuid, person uuid, client uuid, invoice uuid, once text, lines jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE made jsonb;
BEGIN
  PERFORM set_config('app.company_id', company::text, true);
  INSERT INTO documents AS d (company_id, id, document_type, client_id, issued_on, due_on, subtotal_cents, tax_cents, total_cents, created_by)
    SELECT company, invoice, 'invoice', client, current_date, current_date + 30, sum(s.price), sum(s.tax), sum(s.price + s.tax), person
    FROM jsonb_to_recordset(lines) AS s (price bigint, tax bigint)
    RETURNING to_jsonb(d) INTO made;
  INSERT INTO document_lines (company_id, document_id, id, position, name, quantity, unit_price_cents, taxable, tax_percent, tax_cents, subtotal_cents, total_cents)
    SELECT company, invoice, uuidv7(), s.at, s.name, 1, s.price, true, 8.25, s.tax, s.price, s.price + s.tax
    FROM jsonb_to_recordset(lines) AS s (at smallint, name text, price bigint, tax bigint);
  PERFORM bench.write_down(company, person, 'documents.createInvoice', once, 'invoice', invoice, NULL, made || jsonb_build_object('lines', lines));
END $$;

CREATE FUNCTION bench.send_invoice(company uuid, person uuid, invoice uuid, once text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  draft documents;
  sent documents;
  month constant text := to_char(current_date, 'YYYY-MM');
  taken integer;
BEGIN
  PERFORM set_config('app.company_id', company::text, true);
  SELECT * INTO draft FROM documents WHERE company_id = company AND id = invoice FOR UPDATE;
  INSERT INTO number_counters AS c (company_id, series, period, last_number) VALUES (company, 'invoice', month, 1)
    ON CONFLICT (company_id, series, period) DO UPDATE SET last_number = c.last_number + 1 RETURNING last_number INTO taken;
  UPDATE documents SET state = 'sent', number = to_char(current_date, 'YY/MM/') || lpad(taken::text, greatest(3, length(taken::text)), '0'),
      number_period = month, number_seq = taken, balance_due_cents = total_cents, sent_at = now(), updated_at = now(), revision = revision + 1
    WHERE company_id = company AND id = invoice RETURNING * INTO sent;
  PERFORM bench.post(company, person, once, 'Invoice ' || sent.number, 'invoice', invoice, sent.client_id, jsonb_build_array(
    jsonb_build_object('line', 1, 'account', 'accounts_receivable', 'debit', sent.total_cents, 'credit', 0),
    jsonb_build_object('line', 2, 'account', 'revenue', 'debit', 0, 'credit', sent.subtotal_cents),
    jsonb_build_object('line', 3, 'account', 'sales_tax_payable', 'debit', 0, 'credit', sent.tax_cents)));
  PERFORM bench.write_down(company, person, 'documents.sendInvoice', once, 'invoice', invoice, to_jsonb(draft), to_jsonb(sent));
END $$;

CREATE FUNCTION bench.pay_invoice(company uuid, person uuid, client uuid, invoice uuid, payment uuid, once text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE due bigint; received payments;
BEGIN
  PERFORM set_config('app.company_id', company::text, true);
  PERFORM FROM clients WHERE company_id = company AND id = client FOR UPDATE;
  SELECT balance_due_cents INTO due FROM documents WHERE company_id = company AND id = invoice FOR UPDATE;
  INSERT INTO payments (company_id, id, client_id, received_on, method, amount_cents, reference, created_by)
    VALUES (company, payment, client, current_date, 'ach', due, once, person) RETURNING * INTO received;
  INSERT INTO payment_allocations (company_id, id, payment_id, document_id, amount_cents) VALUES (company, uuidv7(), payment, invoice, due);
  UPDATE documents SET state = 'paid', balance_due_cents = 0, paid_at = now(), updated_at = now(), revision = revision + 1
    WHERE company_id = company AND id = invoice;
  INSERT INTO audit_events (company_id, id, occurred_at, actor_kind, actor_user_id, actor_name, action, subject_type, subject_id, before, after, request_id, ip_address)
    VALUES (company, uuidv7(), now(), 'member', person, 'Bench', 'payments.recordPayment', 'invoice', invoice,
      jsonb_build_object('state', 'sent', 'balanceDueCents', due), '{"state": "paid", "balanceDueCents": 0}', once, '127.0.0.1');
  PERFORM bench.post(company, person, once, 'Payment ' || once, 'payment', payment, client, jsonb_build_array(
    jsonb_build_object('line', 1, 'account', 'cash', 'debit', due, 'credit', 0),
    jsonb_build_object('line', 2, 'account', 'accounts_receivable', 'debit', 0, 'credit', due)));
  PERFORM bench.write_down(company, person, 'payments.recordPayment', once, 'payment', payment, NULL, to_jsonb(received));
END $$;

-- Posting alone: an entry of two lines.
CREATE FUNCTION bench.manual_entry(company uuid, person uuid, entry uuid, once text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.company_id', company::text, true);
  PERFORM bench.post(company, person, once, 'Rent', 'manual', entry, NULL, jsonb_build_array(
    jsonb_build_object('line', 1, 'account', 'expenses', 'debit', 1000, 'credit', 0),
    jsonb_build_object('line', 2, 'account', 'owners_equity', 'debit', 0, 'credit', 1000)));
  PERFORM bench.write_down(company, person, 'ledger.createManualEntry', once, 'journal_entry', entry, NULL, jsonb_build_object('id', entry, 'lines', 2));
END $$;
