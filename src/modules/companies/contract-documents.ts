import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { optionalLongText, shortText } from '#kernel/text.ts'
import { numberResets } from './domain/numbering.ts'
import { documentTypes, numberSeries } from './domain/series.ts'

export const NumberingScheme = z.object({
  series: z.enum(numberSeries),
  pattern: z.string(),
  reset: z.enum(numberResets),
  /** `PROJECTNUMBER-n` for documents of a project. */
  byProject: z.boolean(),
  /** What comes next, by when the sequence starts again: for a live sample. */
  nextSequence: z.object({ never: z.number().int(), monthly: z.number().int(), yearly: z.number().int() }),
  /** The number that the next document would get today. */
  sample: z.string(),
})
export type NumberingScheme = z.output<typeof NumberingScheme>

export const listNumbering = endpoint({
  method: 'GET',
  path: '/numbering',
  area: 'company',
  summary: 'How documents and projects are numbered',
  input: z.object({}),
  answer: z.object({ items: z.array(NumberingScheme) }),
})

export const updateNumbering = endpoint({
  method: 'PATCH',
  path: '/numbering/:series',
  area: 'company',
  summary: 'Change how one series is numbered; numbers already given stay',
  input: z.object({
    series: z.enum(numberSeries),
    pattern: z.string('Enter a pattern.').trim().max(60, 'Use at most 60 characters.'),
    reset: z.enum(numberResets),
    byProject: z.boolean().default(false),
  }),
  answer: NumberingScheme,
})

const wording = {
  name: shortText(80, 'Enter a name for the template.'),
  header: optionalLongText(2000),
  footer: optionalLongText(2000),
  notes: optionalLongText(4000),
  terms: optionalLongText(4000),
}

export const Template = z.object({
  id: Id,
  documentType: z.enum(documentTypes),
  name: z.string(),
  isDefault: z.boolean(),
  header: z.string().nullable(),
  footer: z.string().nullable(),
  notes: z.string().nullable(),
  terms: z.string().nullable(),
  revision: z.number().int(),
})
export type Template = z.output<typeof Template>

export const listTemplates = endpoint({
  method: 'GET',
  path: '/templates',
  area: 'company',
  summary: 'List the templates of documents, by type and name',
  input: z.object({ documentType: z.enum(documentTypes).optional() }),
  answer: z.object({ items: z.array(Template) }),
})

export const readTemplate = endpoint({
  method: 'GET',
  path: '/templates/:templateId',
  area: 'company',
  summary: 'Read a template',
  input: z.object({ templateId: Id }),
  answer: Template,
})

export const createTemplate = endpoint({
  method: 'POST',
  path: '/templates',
  area: 'company',
  summary: 'Create a template',
  input: z.object({
    id: Id.optional(),
    documentType: z.enum(documentTypes),
    name: wording.name,
    header: wording.header.default(null),
    footer: wording.footer.default(null),
    notes: wording.notes.default(null),
    terms: wording.terms.default(null),
    isDefault: z.boolean().default(false),
  }),
  answer: Template,
  creates: true,
})

export const updateTemplate = endpoint({
  method: 'PATCH',
  path: '/templates/:templateId',
  area: 'company',
  summary: 'Change a template; isDefault: true makes it the one that new documents take',
  input: z.object({ templateId: Id, ...z.object({ ...wording, isDefault: z.literal(true) }).partial().shape }),
  answer: Template,
})

export const deleteTemplate = endpoint({
  method: 'DELETE',
  path: '/templates/:templateId',
  area: 'company',
  summary: 'Delete a template; the default one is kept',
  input: z.object({ templateId: Id }),
  answer: Template,
})
