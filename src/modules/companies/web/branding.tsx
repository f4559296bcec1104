import { Button, ColorInput, FileButton, Skeleton } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '#ui/command.ts'
import { useContractForm } from '#ui/form/contract-form.ts'
import { FormPage, Section } from '#ui/form/form-page.tsx'
import { Page } from '#ui/page/page.tsx'
import { Problem } from '#ui/page/problem.tsx'
import { asProblem } from '#ui/problem.ts'
import { useInvalidate, useRead } from '#ui/query.ts'
import { toast } from '#ui/toast.tsx'
import * as contract from '../contract.ts'
import { sendLogo } from './logo-picture.ts'
import classes from './settings.module.css'

const houseAccent = '#1f5c42'
const swatches = [houseAccent, '#1d4e89', '#5b3a8c', '#8c2f39', '#a65e00', '#2f4858', '#1c1b19']
const stale = ['/settings', '/me'] as const

/** The logo and color of documents. */
export function Branding() {
  const { data, error, refetch } = useRead(contract.readCompany, {})
  if (error) return <Problem problem={asProblem(error)} retry={() => void refetch()} />
  if (data) return <Fields key={data.accentColor} company={data} />
  return (
    <Page title="Branding" narrow>
      <Skeleton h={320} />
    </Page>
  )
}

function Fields({ company }: { company: contract.Company }) {
  const form = useContractForm(contract.updateCompany, {
    initial: { accentColor: company.accentColor ?? '' },
    toInput: ({ accentColor }) => ({ accentColor: accentColor.toLowerCase() }),
    ifMatch: company.revision,
    done: 'Branding saved',
    invalidates: stale,
  })
  const accent = /^#[0-9a-f]{6}$/i.test(form.values.accentColor) ? form.values.accentColor : houseAccent
  return (
    <FormPage form={form} title="Branding" lead="How your documents look to clients." verb="Save color">
      <Section title="Logo">
        <Logo company={company} />
      </Section>
      <Section title="Color">
        <ColorInput
          label="Accent"
          description="For headings and lines on documents. Empty takes the usual green."
          placeholder={houseAccent}
          format="hex"
          swatches={swatches}
          swatchesPerRow={7}
          eyeDropperButtonProps={{ 'aria-label': 'Pick a color from the screen' }}
          maw={280}
          {...form.field('accentColor')}
        />
        <Sample company={company} accent={accent} />
      </Section>
    </FormPage>
  )
}

function Logo({ company }: { company: contract.Company }) {
  const invalidate = useInvalidate()
  const [sending, setSending] = useState(false)
  const remove = useCommand(contract.removeLogo, { done: 'Logo removed', invalidates: stale })
  async function send(file: File | null) {
    if (!file) return
    setSending(true)
    try {
      await sendLogo(company.id, file)
      await invalidate(stale)
      toast.done('Logo saved')
    } catch (error) {
      toast.problem(asProblem(error))
    } finally {
      setSending(false)
    }
  }
  return (
    <div className={classes.logoRow}>
      <div className={classes.logo}>
        {company.logoUrl ? <img src={company.logoUrl} alt="Your logo" /> : 'No logo yet'}
      </div>
      <FileButton onChange={(file) => void send(file)} accept="image/png,image/jpeg,image/webp">
        {(props) => (
          <Button {...props} variant="default" loading={sending}>
            {company.logoUrl ? 'Replace' : 'Upload logo'}
          </Button>
        )}
      </FileButton>
      {company.logoUrl && (
        <Button variant="subtle" color="gray" loading={remove.pending} onClick={() => void remove.run({})}>
          Remove
        </Button>
      )}
    </div>
  )
}

function Sample({ company, accent }: { company: contract.Company; accent: string }) {
  return (
    <figure className={classes.paper} style={{ margin: 0 }} aria-label="Sample of an invoice">
      <div className={classes.paperTop}>
        {company.logoUrl ? <img src={company.logoUrl} alt="" /> : <strong>{company.name}</strong>}
        <strong style={{ color: accent }}>Invoice 26/11/007</strong>
      </div>
      <div className={classes.paperTotal} style={{ borderColor: accent }}>
        <span>Total</span>
        <span className="tnum">1,082.50</span>
      </div>
    </figure>
  )
}
