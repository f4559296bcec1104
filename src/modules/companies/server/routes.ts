import { type Route, route } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import * as invites from '../contract-invites.ts'
import { closeCompany, reopenCompany } from './close-company.ts'
import { makeCreateCompany } from './create-company.ts'
import { readLogo, removeLogo } from './logo.ts'
import { listNumbering, updateNumbering } from './numbering.ts'
import { acceptInvite, joinByInvite, readInvite } from './people/accepting.ts'
import { createInvite, listInvites, resendInvite, revokeInvite } from './people/inviting.ts'
import { deactivateMember, leaveCompany, reactivateMember } from './people/leaving.ts'
import { listMembers } from './people/list-members.ts'
import { setMemberTwoFactor } from './people/set-member-two-factor.ts'
import { transferOwnership } from './people/transfer-ownership.ts'
import { updateMember } from './people/update-member.ts'
import { readMe } from './read-me.ts'
import { readCompany, updateCompany } from './settings.ts'
import { createTemplate, deleteTemplate, listTemplates, readTemplate, updateTemplate } from './templates.ts'

/** `provision` is what a new company begins with, of all modules. Beside these: `mountLogo`, which takes a picture. */
export const companyRoutes = (provision: (scope: Scope) => Promise<void>): Route[] => [
  route(contract.readMe, readMe),
  route(contract.createCompany, makeCreateCompany(provision)),
  route(contract.readCompany, readCompany),
  route(contract.updateCompany, updateCompany),
  route(contract.closeCompany, closeCompany),
  route(contract.reopenCompany, reopenCompany),
  route(contract.readLogo, readLogo),
  route(contract.removeLogo, removeLogo),
  route(contract.listMembers, listMembers),
  route(contract.updateMember, updateMember),
  route(contract.deactivateMember, deactivateMember),
  route(contract.reactivateMember, reactivateMember),
  route(contract.setMemberTwoFactor, setMemberTwoFactor),
  route(contract.leaveCompany, leaveCompany),
  route(contract.transferOwnership, transferOwnership),
  route(invites.listInvites, listInvites),
  route(invites.createInvite, createInvite),
  route(invites.resendInvite, resendInvite),
  route(invites.revokeInvite, revokeInvite),
  route(invites.readInvite, readInvite),
  route(invites.joinByInvite, joinByInvite),
  route(invites.acceptInvite, acceptInvite),
  route(contract.listNumbering, listNumbering),
  route(contract.updateNumbering, updateNumbering),
  route(contract.listTemplates, listTemplates),
  route(contract.readTemplate, readTemplate),
  route(contract.createTemplate, createTemplate),
  route(contract.updateTemplate, updateTemplate),
  route(contract.deleteTemplate, deleteTemplate),
]
