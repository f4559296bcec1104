import { IconBan, IconCash, IconPencil, IconTrash } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useCommand } from '#ui/command.ts'
import { useLive } from '#ui/events.ts'
import { useGo } from '#ui/link.tsx'
import type { Action } from '#ui/page/action.tsx'
import { Confirm } from '#ui/page/confirm.tsx'
import { FigureStrip } from '#ui/page/figure-strip.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { useUrl } from '#ui/url.ts'
import { type BillDetail, deleteBill, readBill } from '../contract.ts'
import { BillState } from './bill-columns.tsx'
import { BillFiles } from './bill-files.tsx'
import { BillLines } from './bill-lines.tsx'
import { BillPayments } from './bill-payments.tsx'
import { BillRail } from './bill-rail.tsx'
import { Entries } from './entries.tsx'
import { SameNumberNotice } from './same-number.tsx'
import { billName } from './words.ts'

const PayBill = lazy(async () => ({ default: (await import('./pay-bill.tsx')).PayBill }))
const PostBill = lazy(async () => ({ default: (await import('./post-bill.tsx')).PostBill }))
const VoidBill = lazy(async () => ({ default: (await import('./void-bill.tsx')).VoidBill }))

/** One bill: what it cost, what is still to pay, its files and its entries in the books. */
export function BillScreen() {
  const { billId } = useParams({ strict: false }) as { billId: string }
  const { data: bill, error, refetch } = useRead(readBill, { billId })
  useLive({ bills: ['/bills'] })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!bill) return <ScreenSkeleton />
  return <OneBill key={bill.id} bill={bill} />
}

function OneBill({ bill }: { bill: BillDetail }) {
  const [url, setUrl] = useUrl({ do: '' })
  const { primary, menu } = actionsOf(bill, (act) => setUrl({ do: act }))
  const close = () => setUrl({ do: '' })
  return (
    <>
      <Page
        title={billName(bill)}
        crumbs={[
          { label: 'Bills', to: '/bills' },
          { label: bill.vendorName, to: `/vendors/${bill.vendorId}` },
        ]}
        state={<BillState bill={bill} />}
        primary={primary}
        menu={menu}
        below={<FigureStrip figures={figuresOf(bill)} />}
        rail={<BillRail bill={bill} />}
      >
        <SameNumberNotice bills={bill.sameNumber} vendorName={bill.vendorName} />
        <BillLines bill={bill} />
        <BillPayments bill={bill} />
        <BillFiles bill={bill} />
        <Entries entries={bill.entries} />
      </Page>
      <Suspense>
        {url.do === 'post' && bill.state === 'draft' && <PostBill bill={bill} close={close} />}
        {url.do === 'pay' && bill.balanceDueCents > 0 && <PayBill bill={bill} close={close} />}
        {url.do === 'void' && <VoidBill bill={bill} close={close} />}
      </Suspense>
      {url.do === 'delete' && <DeleteBill bill={bill} close={close} />}
    </>
  )
}

function actionsOf(bill: BillDetail, open: (act: string) => void): { primary: Action | undefined; menu: Action[] } {
  const needs = 'payables:write' as const
  if (bill.state === 'draft') {
    const empty = bill.lines.length === 0 ? 'Add a line first.' : bill.totalCents === 0 && 'It asks for nothing yet.'
    return {
      primary: { label: 'Post bill', keys: 'p', needs, disabled: empty, run: () => open('post') },
      menu: [
        { label: 'Edit', icon: IconPencil, keys: 'e', needs, to: `/bills/${bill.id}/edit` },
        { label: 'Delete draft…', icon: IconTrash, needs, danger: true, run: () => open('delete') },
      ],
    }
  }
  const paid = bill.balanceDueCents < bill.totalCents && 'It has payments. Reverse them first.'
  return {
    primary:
      bill.balanceDueCents > 0
        ? { label: 'Pay bill', icon: IconCash, keys: 'p', needs, run: () => open('pay') }
        : undefined,
    menu:
      bill.state === 'void'
        ? []
        : [
            {
              label: 'Void this bill…',
              icon: IconBan,
              needs,
              danger: true,
              disabled: paid,
              run: () => open('void'),
            },
          ],
  }
}

function figuresOf(bill: BillDetail) {
  const paid = bill.totalCents - bill.balanceDueCents
  const inBooks = bill.state !== 'draft' && bill.state !== 'void'
  return [
    { label: 'Total', cents: bill.totalCents, note: bill.taxCents === 0 ? undefined : 'tax included' },
    { label: 'Paid', cents: inBooks ? paid : 0 },
    {
      label: 'To pay',
      cents: bill.balanceDueCents,
      tone: bill.displayState === 'overdue' ? ('red' as const) : undefined,
      note: bill.state === 'draft' ? 'nothing before it is posted' : undefined,
    },
  ]
}

function DeleteBill({ bill, close }: { bill: BillDetail; close: () => void }) {
  const go = useGo()
  const remove = useCommand(deleteBill, { done: 'Draft deleted', onDone: () => go('/bills', { replace: true }) })
  return (
    <Confirm
      title={`Delete the draft of ${billName(bill, 'bill')}?`}
      verb="Delete draft"
      danger
      pending={remove.pending}
      run={() => void remove.run({ billId: bill.id })}
      close={close}
    >
      It was never posted, so the books do not change.
    </Confirm>
  )
}
