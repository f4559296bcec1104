import '@mantine/spotlight/styles.layer.css'
import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight, spotlight } from '@mantine/spotlight'
import { IconArrowRight, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useGo } from '../link.tsx'
import { type PaletteHit, type PaletteQuestion, useModules } from '../module.ts'
import { useCompanyId, useMay } from '../session.ts'
import type { TypedAhead } from './typed-ahead.ts'

type Item = {
  id: string
  group: string
  label: string
  description?: string
  icon?: React.ReactNode
  words: string
  run: () => void
}

/** Finds screens, actions and records. Enter takes the first of what was found, unless the arrows chose another. */
export default function Palette({ typed, close }: { typed: TypedAhead | undefined; close: () => void }) {
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const items = useItems().filter((item) => wanted.every((word) => item.words.includes(word)))
  const records = useRecords(text.trim())
  const go = useGo()
  useEffect(() => {
    typed?.follow(setText)
    spotlight.open()
  }, [typed])
  const found: Item[] = records.hits.map((hit) => ({
    ...hit,
    icon: <IconArrowRight size={16} />,
    words: '',
    run: () => go(hit.to),
  }))
  const shown = [...items.slice(0, 12), ...found]
  const groups = Map.groupBy(shown, (item) => item.group)
  const first = wanted.length > 0 ? shown[0] : undefined
  const take = (event: React.KeyboardEvent) => {
    if (event.key !== 'Enter' || !first || document.querySelector('[data-action][data-selected]')) return
    first.run()
    spotlight.close()
  }
  return (
    <Spotlight.Root
      query={text}
      onQueryChange={setText}
      onSpotlightClose={close}
      shortcut={null}
      scrollable
      maxHeight={420}
    >
      <Spotlight.Search
        placeholder="Search for anything, or say what to do"
        aria-label="Search and commands"
        onKeyDown={take}
        leftSection={<IconSearch size={18} stroke={1.6} />}
      />
      <Spotlight.ActionsList aria-label="Results">
        {[...groups].map(([group, members]) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {members.map((item) => (
              <Spotlight.Action
                key={item.id}
                label={item.label}
                description={item.description ?? ''}
                leftSection={item.icon}
                onClick={item.run}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.size === 0 && <Spotlight.Empty>{records.searching ? 'Searching…' : 'Nothing found'}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/** The modules' actions and screens, as far as this person may use them. */
function useItems(): Item[] {
  const go = useGo()
  const may = useMay()
  const companyId = useCompanyId() ?? ''
  const modules = useModules()
  const commands = modules.flatMap((module) => module.commands ?? []).filter((one) => may(one.needs, one.feature))
  const places = modules.flatMap((module) => module.navigation ?? []).filter((one) => may(one.needs, one.feature))
  return [
    ...commands.map(({ id, label, description, icon: Icon, keywords, to, run }) => ({
      id,
      group: 'Actions',
      label,
      ...(description ? { description } : {}),
      icon: Icon ? <Icon size={16} stroke={1.6} /> : <IconArrowRight size={16} />,
      words: `${label} ${keywords ?? ''}`.toLowerCase(),
      run: () => (to ? go(to) : void run?.({ companyId, go })),
    })),
    ...places.map(({ label, icon: Icon, to, group }) => ({
      id: `go-${to}`,
      group: 'Go to',
      label,
      icon: <Icon size={16} stroke={1.6} />,
      words: `go to ${label} ${group}`.toLowerCase(),
      run: () => go(to),
    })),
  ]
}

/** Records of all modules that match; a module that fails is left out rather than breaking the rest. */
function useRecords(text: string): { hits: PaletteHit[]; searching: boolean } {
  const [settled] = useDebouncedValue(text, 150)
  const companyId = useCompanyId() ?? ''
  const may = useMay()
  const searches = useModules().flatMap((module) => module.search ?? [])
  const { data, isFetching } = useQuery<PaletteHit[]>({
    queryKey: ['palette', companyId, settled],
    enabled: settled.length >= 2 && searches.length > 0,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const question: PaletteQuestion = { companyId, text: settled, signal, may }
      const answers = await Promise.allSettled(searches.map((search) => search(question)))
      return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
    },
  })
  return { hits: text.length >= 2 ? (data ?? []) : [], searching: isFetching }
}
