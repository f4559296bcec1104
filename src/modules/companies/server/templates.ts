import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command, query } from '#platform/operation.ts'
import { audit } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { type DocumentTemplate, templatesOf } from './queries.ts'
import {
  clearDefault,
  insertTemplate,
  loadTemplate,
  loadTemplateForUpdate,
  saveTemplate,
  type TemplateFields,
} from './store.ts'

function toTemplate(row: DocumentTemplate): contract.Template {
  const { companyId: _, createdAt: _c, updatedAt: _u, deletedAt: _d, ...told } = row
  return told
}

export const listTemplates = query({
  name: 'companies.listTemplates',
  needs: 'documents:read',
  input: contract.listTemplates.input,
  run: async (scope, { documentType }) => ({ items: (await templatesOf(scope, documentType)).map(toTemplate) }),
})

export const readTemplate = query({
  name: 'companies.readTemplate',
  needs: 'documents:read',
  input: contract.readTemplate.input,
  run: async (scope, { templateId }) => toTemplate(await loadTemplate(scope, templateId)),
})

export const createTemplate = command({
  name: 'companies.createTemplate',
  needs: 'company:settings',
  input: contract.createTemplate.input,
  async run(scope, { id = newId(), ...fields }) {
    if (fields.isDefault) await clearDefault(scope, fields.documentType)
    const after = toTemplate(await insertTemplate(scope, id, fields))
    audit(scope, { subjectType: 'template', subjectId: id, after })
    return after
  },
})

export const updateTemplate = command({
  name: 'companies.updateTemplate',
  needs: 'company:settings',
  input: contract.updateTemplate.input,
  async run(scope, { templateId, ...change }) {
    const row = await loadTemplateForUpdate(scope, templateId)
    const before = toTemplate(row)
    checkRevision(scope, before)
    if (change.isDefault && !row.isDefault) await clearDefault(scope, row.documentType)
    const after = toTemplate(await saveTemplate(scope, row, change as Partial<TemplateFields>))
    audit(scope, { subjectType: 'template', subjectId: templateId, before, after })
    return after
  },
})

export const deleteTemplate = command({
  name: 'companies.deleteTemplate',
  needs: 'company:settings',
  input: contract.deleteTemplate.input,
  async run(scope, { templateId }) {
    const row = await loadTemplateForUpdate(scope, templateId)
    checkRevision(scope, row)
    if (row.isDefault) throw new Refusal('template_default_kept')
    const before = toTemplate(row)
    audit(scope, { subjectType: 'template', subjectId: templateId, before })
    return toTemplate(await saveTemplate(scope, row, { deletedAt: scope.now }))
  },
})
