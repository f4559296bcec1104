import { expect, test } from 'vitest'
import type { Role } from '#kernel/permissions.ts'
import { Refusal } from '#kernel/refusal.ts'
import { checkOwnership } from './standing.ts'

const cases = `
  actor  owners  whom  from     to        answer
  ann    ann     bob   staff    admin     ok
  ann    ann     bob   staff    owner     ok
  ann    ann,bob bob   owner    admin     ok
  ann    ann,bob ann   owner    admin     ok
  ann    ann     ann   owner    admin     last_owner_kept
  ann    ann     ann   owner    left      last_owner_kept
  ann    ann,bob ann   owner    left      ok
  cy     ann     bob   staff    manager   ok
  cy     ann     bob   staff    owner     owner_needed
  cy     ann,bob bob   owner    admin     owner_needed
  cy     ann,bob bob   owner    left      owner_needed
  cy     ann,bob bob   owner    owner     owner_needed
  cy     ann     cy    admin    owner     owner_needed
  bob    ann     ann   owner    left      owner_needed
  ann    ann     ann   owner    owner     ok`

test.each(
  cases
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/)),
)('%s (owners %s) turns %s from %s into %s: %s', (actorId = '', owners = '', id = '', from, to, answer) => {
  const standing = (word: string | undefined) =>
    word === 'left' ? { id, role: from as Role, active: false } : { id, role: word as Role, active: true }
  const decide = () => checkOwnership(standing(from), standing(to), { actorId, owners: owners.split(',') })
  if (answer === 'ok') expect(decide).not.toThrow()
  else expect(decide).toThrow(new Refusal(answer as 'owner_needed'))
})
