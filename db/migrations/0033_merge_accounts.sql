-- An account that goes into another: whatever would post to it from now on points at the other. What was posted, and
-- documents that stand in the books, keep their account. A new reference to accounts belongs here, or into the list of
-- history in src/app/merge-account.test.ts.
CREATE FUNCTION remap_account(company uuid, source uuid, target uuid) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE items integer; categories integer; vendor integer; plans integer; bill_plans integer; documents integer; bill integer; expense integer;
BEGIN
  UPDATE catalog_items SET income_account_id = target, revision = revision + 1, updated_at = now()
    WHERE company_id = company AND income_account_id = source;
  GET DIAGNOSTICS items = ROW_COUNT;
  UPDATE expense_categories SET account_id = target, revision = revision + 1, updated_at = now()
    WHERE company_id = company AND account_id = source;
  GET DIAGNOSTICS categories = ROW_COUNT;
  UPDATE vendors SET default_expense_account_id = target, revision = revision + 1, updated_at = now()
    WHERE company_id = company AND default_expense_account_id = source;
  GET DIAGNOSTICS vendor = ROW_COUNT;
  UPDATE recurring_plan_lines SET income_account_id = target WHERE company_id = company AND income_account_id = source;
  GET DIAGNOSTICS plans = ROW_COUNT;
  UPDATE recurring_bill_lines SET account_id = target WHERE company_id = company AND account_id = source;
  GET DIAGNOSTICS bill_plans = ROW_COUNT;
  UPDATE document_lines l SET income_account_id = target WHERE l.company_id = company AND l.income_account_id = source
    AND EXISTS (SELECT FROM documents d WHERE d.company_id = company AND d.id = l.document_id AND d.state = 'draft');
  GET DIAGNOSTICS documents = ROW_COUNT;
  UPDATE bill_lines l SET account_id = target WHERE l.company_id = company AND l.account_id = source
    AND EXISTS (SELECT FROM bills b WHERE b.company_id = company AND b.id = l.bill_id AND b.state = 'draft');
  GET DIAGNOSTICS bill = ROW_COUNT;
  UPDATE expenses SET paying_account_id = target, revision = revision + 1, updated_at = now()
    WHERE company_id = company AND paying_account_id = source AND state IN ('draft', 'submitted');
  GET DIAGNOSTICS expense = ROW_COUNT;
  RETURN jsonb_build_object('catalogItems', items, 'expenseCategories', categories, 'vendors', vendor, 'planLines', plans,
    'recurringBillLines', bill_plans, 'draftLines', documents, 'draftBillLines', bill, 'openExpenses', expense);
END $$;
