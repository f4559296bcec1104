import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import * as journal from '../contract-journal.ts'
import * as ledger from '../contract-ledger.ts'
import * as payables from '../contract-payables.ts'
import * as sales from '../contract-sales.ts'
import { apAging } from './ap-aging.ts'
import { arAging } from './ar-aging.ts'
import { cashEarned } from './cash-earned.ts'
import { exportJournal } from './export-ledger.ts'
import { figureLines } from './figure-lines.ts'
import { generalLedger } from './general-ledger.ts'
import { listJournalEntries, readJournalEntry } from './journal.ts'
import { projectProfitability } from './project-profitability.ts'
import { revenue } from './revenue.ts'
import { serviceLines } from './revenue-lines.ts'
import { salesTax } from './sales-tax.ts'
import { balanceSheet, cashFlow, profitAndLoss, trialBalance } from './statements.ts'

export const routes: Route[] = [
  route(journal.listJournalEntries, listJournalEntries),
  route(journal.readJournalEntry, readJournalEntry),
  route(journal.exportJournal, exportJournal),
  route(contract.trialBalance, trialBalance),
  route(ledger.generalLedger, generalLedger),
  route(contract.profitAndLoss, profitAndLoss),
  route(contract.balanceSheet, balanceSheet),
  route(contract.cashFlow, cashFlow),
  route(contract.arAging, arAging),
  route(payables.apAging, apAging),
  route(sales.salesTax, salesTax),
  route(sales.revenue, revenue),
  route(sales.serviceLines, serviceLines),
  route(sales.projectProfitability, projectProfitability),
  route(ledger.figureLines, figureLines),
  route(ledger.cashEarned, cashEarned),
]
