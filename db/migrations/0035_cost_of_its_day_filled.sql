-- outside a transaction
CALL fill_cost_rates();
