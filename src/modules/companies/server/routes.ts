import { type Route, route } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { makeCreateCompany } from './create-company.ts'
import { listMembers } from './list-members.ts'
import { readLogo, removeLogo } from './logo.ts'
import { listNumbering, updateNumbering } from './numbering.ts'
import { readMe } from './read-me.ts'
import { readCompany, updateCompany } from './settings.ts'
import { createTemplate, deleteTemplate, listTemplates, readTemplate, updateTemplate } from './templates.ts'

/** `provision` is what a new company begins with, of all modules. Beside these: `mountLogo`, which takes a picture. */
export const companyRoutes = (provision: (scope: Scope) => Promise<void>): Route[] => [
  route(contract.readMe, readMe),
  route(contract.createCompany, makeCreateCompany(provision)),
  route(contract.readCompany, readCompany),
  route(contract.updateCompany, updateCompany),
  route(contract.readLogo, readLogo),
  route(contract.removeLogo, removeLogo),
  route(contract.listMembers, listMembers),
  route(contract.listNumbering, listNumbering),
  route(contract.updateNumbering, updateNumbering),
  route(contract.listTemplates, listTemplates),
  route(contract.readTemplate, readTemplate),
  route(contract.createTemplate, createTemplate),
  route(contract.updateTemplate, updateTemplate),
  route(contract.deleteTemplate, deleteTemplate),
]
