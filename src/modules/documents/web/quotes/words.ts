import type { QuoteListItem } from '../../contract.ts'

type State = QuoteListItem['displayState']

export const stateOptions = [
  { value: 'open', label: 'Waiting for an answer' },
  { value: 'draft', label: 'Draft' },
  { value: 'accepted', label: 'Accepted' },
  { value: 'declined', label: 'Declined' },
  { value: 'expired', label: 'Expired' },
  { value: 'void', label: 'Void' },
]

const colours: Partial<Record<State, 'grey' | 'green' | 'amber'>> = { declined: 'grey', expired: 'amber' }

export const colourOf = (state: State) => colours[state]
