import { IconArchive, IconArchiveOff, IconCash, IconPencil, IconPlus } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useLive } from '#ui/events.ts'
import { addressLines } from '#ui/form/address.ts'
import { Facts } from '#ui/page/facts.tsx'
import { FigureStrip } from '#ui/page/figure-strip.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { ScreenSkeleton } from '#ui/page/screen-skeleton.tsx'
import { StateDot } from '#ui/page/state-dot.tsx'
import { UrlTabs } from '#ui/page/url-tabs.tsx'
import { asProblem } from '#ui/problem.ts'
import { useRead } from '#ui/query.ts'
import { useMay } from '#ui/session.ts'
import { Slot } from '#ui/slot.tsx'
import { archiveVendor, readVendor, readVendorOverview, unarchiveVendor, type Vendor } from '../contract.ts'
import { useExpenseAccounts } from './accounts.ts'
import classes from './payables.module.css'
import { VendorBills, VendorPayments, VendorPlans } from './vendor-lists.tsx'
import { termsText } from './words.ts'

const PayVendor = lazy(async () => ({ default: (await import('./pay-vendor.tsx')).PayVendor }))

/** One vendor: what is owed, and everything that was bought. */
export function VendorScreen() {
  const { vendorId } = useParams({ strict: false }) as { vendorId: string }
  const { data: vendor, error, refetch } = useRead(readVendor, { vendorId })
  useLive({
    vendors: ['/vendors'],
    bills: ['/vendors', '/bills', '/bill-payments'],
    recurringBills: ['/recurring-bills'],
  })
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (!vendor) return <ScreenSkeleton />
  return <OneVendor key={vendor.id} vendor={vendor} />
}

function OneVendor({ vendor }: { vendor: Vendor }) {
  const vendorId = vendor.id
  const may = useMay()
  const { data } = useRead(readVendorOverview, { vendorId })
  const [paying, setPaying] = useState(false)
  const archive = useCommand(archiveVendor, { done: `${vendor.name} archived` })
  const back = useCommand(unarchiveVendor, { done: `${vendor.name} is back` })
  const needs = 'payables:write' as const
  return (
    <>
      <Page
        title={vendor.name}
        crumbs={[{ label: 'Vendors', to: '/vendors' }]}
        state={vendor.archivedAt ? <StateDot state="archived" /> : undefined}
        primary={{
          label: 'New bill',
          icon: IconPlus,
          keys: 'n',
          needs,
          disabled: vendor.archivedAt !== null && 'Bring the vendor back first.',
          to: `/bills/new?vendorId=${vendorId}`,
        }}
        secondary={[
          {
            label: 'Pay bills',
            icon: IconCash,
            needs,
            hidden: (data?.owedCents ?? 0) === 0,
            run: () => setPaying(true),
          },
        ]}
        menu={[
          { label: 'Edit', icon: IconPencil, keys: 'e', needs, to: `/vendors/${vendorId}/edit` },
          vendor.archivedAt === null
            ? { label: 'Archive', icon: IconArchive, needs, run: () => void archive.run({ vendorId }) }
            : { label: 'Bring back', icon: IconArchiveOff, needs, run: () => void back.run({ vendorId }) },
        ]}
        below={
          <FigureStrip
            figures={
              data && [
                { label: 'Owed', cents: data.owedCents, to: `/bills?vendorId=${vendorId}&state=open` },
                {
                  label: 'Overdue',
                  cents: data.overdueCents,
                  to: `/bills?vendorId=${vendorId}&state=overdue`,
                  tone: data.overdueCents > 0 ? 'red' : undefined,
                },
                { label: 'Paid this year', cents: data.paidThisYearCents, to: `/vendors/${vendorId}?tab=payments` },
                { label: 'In draft', cents: data.draftCents, to: `/bills?vendorId=${vendorId}&state=draft` },
              ]
            }
          />
        }
        rail={<Rail vendor={vendor} />}
      >
        <UrlTabs
          tabs={[
            { value: 'bills', label: 'Bills', content: () => <VendorBills vendorId={vendorId} /> },
            { value: 'payments', label: 'Payments', content: () => <VendorPayments vendorId={vendorId} /> },
            { value: 'recurring', label: 'Recurring', content: () => <VendorPlans vendorId={vendorId} /> },
            ...(may('audit:read')
              ? [
                  {
                    value: 'activity',
                    label: 'Activity',
                    content: () => <Slot name="activity" subjectType="vendor" subjectId={vendorId} />,
                  },
                ]
              : []),
          ]}
        />
      </Page>
      <Suspense>{paying && <PayVendor vendor={vendor} close={() => setPaying(false)} />}</Suspense>
    </>
  )
}

function Rail({ vendor }: { vendor: Vendor }) {
  const accounts = useExpenseAccounts(vendor.defaultExpenseAccountId)
  const address = addressLines(vendor)
  return (
    <>
      <Facts
        heading="Contact"
        facts={[
          ['E-mail', vendor.email && <a href={`mailto:${vendor.email}`}>{vendor.email}</a>],
          ['Phone', vendor.phone && <a href={`tel:${vendor.phone.replaceAll(/[^\d+]/g, '')}`}>{vendor.phone}</a>],
          [
            'Address',
            address.length > 0 && (
              <address className={classes.address}>
                {address.map((line) => (
                  <div key={line}>{line}</div>
                ))}
              </address>
            ),
          ],
        ]}
      />
      <Facts
        heading="Bills"
        facts={[
          ['Terms', termsText(vendor.paymentTermsDays)],
          ['Usual account', accounts.find((one) => one.value === vendor.defaultExpenseAccountId)?.label],
          ['Tax id', vendor.taxId],
        ]}
      />
      {vendor.notes && (
        <section className={classes.notes}>
          <h2 className={classes.heading}>Notes</h2>
          <p className={classes.text}>{vendor.notes}</p>
        </section>
      )}
    </>
  )
}
