ALTER INDEX clients_idx RENAME TO clients_list_idx;
