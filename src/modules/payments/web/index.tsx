import { IconCash, IconPlus } from '@tabler/icons-react'
import { lazy } from 'react'
import { screen, type WebModule } from '#ui/module.ts'

/** The drawer in which a payment is recorded; mount it to open it: `clientId`, `invoiceId`, `close`. */
export const RecordPayment = lazy(async () => ({ default: (await import('./record-payment.tsx')).RecordPayment }))

/** A button that opens it: `clientId`, `invoiceId`. */
export const RecordPaymentButton = lazy(async () => ({
  default: (await import('./record-payment-button.tsx')).RecordPaymentButton,
}))

/** A client's credit with its ledger, and applying it: `clientId`. */
export const ClientCreditPanel = lazy(async () => ({
  default: (await import('./client-credit.tsx')).ClientCreditPanel,
}))

/** Payments and client credit. Screens of modules below reach them by `<Slot name="…" />`. */
export const payments: WebModule = {
  routes: (company) => [
    screen(company, '/payments', () => import('./list.tsx'), 'PaymentList'),
    screen(company, '/payments/$paymentId', () => import('./payment.tsx'), 'PaymentScreen'),
  ],
  navigation: [
    {
      group: 'Sell',
      label: 'Payments',
      to: '/payments',
      icon: IconCash,
      keys: 'g m',
      needs: 'payments:read',
      order: 40,
    },
  ],
  commands: [
    {
      id: 'payment-new',
      label: 'Record payment',
      icon: IconPlus,
      to: '/payments?record=new',
      needs: 'payments:write',
      keywords: 'money received paid check cash',
    },
  ],
  search: async (asked) => (await import('./search.ts')).findPayments(asked),
  slots: {
    recordPayment: RecordPayment,
    clientCredit: ClientCreditPanel,
    invoiceMoney: lazy(async () => ({ default: (await import('./invoice-money.tsx')).InvoiceMoney })),
    clientPayments: lazy(async () => ({ default: (await import('./client-payments.tsx')).ClientPayments })),
  },
}
