import { beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { provisionCompany } from '#modules/companies/server/index.ts'
import { createTemplate, deleteTemplate, listTemplates } from '#modules/companies/server/templates.ts'
import { quotes } from '#modules/documents/contract.ts'
import { createInvoice } from '#modules/documents/server/create-invoice.ts'
import { sendInvoice } from '#modules/documents/server/send-invoice.ts'
import { updateInvoice } from '#modules/documents/server/update-invoice.ts'
import { useHouse } from '#testing/house.ts'
import { workCast } from '#testing/work-cast.ts'

const house = useHouse()
const work = workCast(house)
let clientId = ''
beforeAll(async () => {
  await house.as.ada.scope(provisionCompany)
  clientId = await work.client()
})

const lines = [{ name: 'Design', unitPriceCents: 14_000 }]
const draft = (more: object = {}) => house.as.mia.execute(createInvoice, { clientId, lines, ...more })

test('takes the texts of the template that was chosen; another one later brings its own, where none are said', async () => {
  const template = async (fields: object) =>
    (await house.as.ada.execute(createTemplate, { documentType: 'invoice', ...fields })).id
  const rush = await template({ name: 'Rush', header: 'Rush job', notes: 'Thanks', terms: 'At once', footer: 'R' })
  const calm = await template({ name: 'Calm', header: 'Calm job', terms: 'Net 60' })
  const made = await draft({ templateId: rush, notes: 'Said' })
  expect(made).toMatchObject({ templateId: rush, header: 'Rush job', notes: 'Said', terms: 'At once', footer: 'R' })
  const change = (more: object) => house.as.mia.execute(updateInvoice, { invoiceId: made.id, ...more })
  expect(await change({ templateId: rush })).toMatchObject({ notes: 'Said' })
  expect(await change({ templateId: calm, notes: 'Kept' })).toMatchObject({
    ...{ templateId: calm, header: 'Calm job', notes: 'Kept', terms: 'Net 60', footer: null },
  })
  const [estimates] = (await house.as.mia.perform(listTemplates, { documentType: 'estimate' })).items
  const refused = { errors: [{ path: 'templateId' }] }
  await expect(change({ templateId: estimates?.id })).rejects.toMatchObject(refused)
  await expect(draft({ templateId: newId() })).rejects.toMatchObject(refused)
  await house.as.ada.execute(deleteTemplate, { templateId: calm })
  expect(await change({ templateId: calm, header: 'Mine' })).toMatchObject({ templateId: calm, header: 'Mine' })
  await expect(draft({ templateId: calm })).rejects.toMatchObject(refused)
  await house.as.mia.execute(sendInvoice, { invoiceId: made.id, email: null })
  await expect(change({ templateId: rush })).rejects.toMatchObject({ code: 'document_locked' })
  await expect(
    house.sql('app', 'UPDATE documents SET template_id = $2 WHERE id = $1', [made.id, rush]),
  ).rejects.toMatchObject({ constraint: 'document_locked' })
})

test('an estimate takes the chosen template too, and another one later', async () => {
  const template = async (fields: object) =>
    (await house.as.ada.execute(createTemplate, { documentType: 'estimate', ...fields })).id
  const [rush, calm] = [
    await template({ name: 'Rush', terms: 'Today' }),
    await template({ name: 'Calm', terms: 'Later' }),
  ]
  const { create, update } = quotes.estimate
  const made = (await house.as.mia.http.call(create, { clientId, templateId: rush })).json()
  expect(made).toMatchObject({ templateId: rush, terms: 'Today' })
  const changed = await house.as.mia.http.call(
    update,
    { documentId: made.id, templateId: calm },
    { ifMatch: `"${made.revision}"` },
  )
  expect(changed.json()).toMatchObject({ templateId: calm, terms: 'Later' })
})
