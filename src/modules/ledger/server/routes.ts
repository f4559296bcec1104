import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { lockBooks, readBooksLock } from './books-lock.ts'
import { createAccount } from './create-account.ts'
import { createManualEntry } from './create-manual-entry.ts'
import { mergeAccount } from './merge-account.ts'
import { postOpeningBalances } from './post-opening-balances.ts'
import { listAccounts, listIncomeAccounts, readAccount } from './queries.ts'
import { reverseJournalEntry } from './reverse-journal-entry.ts'
import { updateAccount } from './update-account.ts'

export const routes: Route[] = [
  route(contract.listAccounts, listAccounts),
  route(contract.readAccount, readAccount),
  route(contract.listIncomeAccounts, listIncomeAccounts),
  route(contract.createAccount, createAccount),
  route(contract.updateAccount, updateAccount),
  route(contract.mergeAccount, mergeAccount),
  route(contract.createManualEntry, createManualEntry),
  route(contract.reverseJournalEntry, reverseJournalEntry),
  route(contract.postOpeningBalances, postOpeningBalances),
  route(contract.readBooksLock, readBooksLock),
  route(contract.lockBooks, lockBooks),
]
