import type { z } from 'zod'
import { files } from '#modules/reports/server/index.ts'
import { Download, query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { loadStatement } from './statement.ts'
import { renderStatement, statementName } from './statement-paper.ts'

type Asked = z.output<typeof contract.readStatement.input>

async function read(scope: Scope, { format, ...asked }: Asked) {
  const { statement } = await loadStatement(scope, asked)
  return format === 'csv' ? statementFile(statement) : statement
}

export const readStatement = query({
  name: 'collections.readStatement',
  needs: 'payments:read',
  input: contract.readStatement.input,
  run: read,
})

export const readClientStatement = query({
  name: 'collections.readClientStatement',
  needs: 'payments:read',
  input: contract.readClientStatement.input,
  run: read,
})

export const readStatementPdf = query({
  name: 'collections.readStatementPdf',
  needs: 'payments:read',
  input: contract.readStatementPdf.input,
  async run(scope, asked) {
    const { statement, head } = await loadStatement(scope, asked)
    const pdf = await renderStatement(scope, statement, head)
    return new Download(statementName(statement), 'application/pdf', pdf, true)
  },
})

function statementFile(statement: contract.Statement): Download {
  const money = files.plainMoney(statement.currency)
  const { from, to, openingCents, closingCents, chargesCents, paymentsCents } = statement
  return files.csvFile(
    `statement-${from}-${to}`,
    ['Date', 'What', 'Charges', 'Payments', 'Balance'],
    [
      [from, 'Opening balance', '', '', money(openingCents)],
      ...statement.lines.map((line) => [
        ...[line.date, line.label, money(line.chargeCents), money(line.paymentCents), money(line.balanceCents)],
      ]),
      [to, 'Closing balance', money(chargesCents), money(paymentsCents), money(closingCents)],
    ],
  )
}
