import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { CatalogPicker } from '#modules/catalog/web/index.tsx'
import type { ContractForm } from '#ui/form/contract-form.ts'
import type { ProjectValues, ServiceValue } from './form-values.ts'
import classes from './projects.module.css'

/** The services that the timer offers on this project: from the catalog, or by a name of their own. */
export function ServiceFields({ form }: { form: ContractForm<ProjectValues> }) {
  const { services } = form.values
  const set = (at: number, change: Partial<ServiceValue>) =>
    form.setFieldValue(`services.${at}` as never, { ...services[at], ...change } as never)
  return (
    <fieldset className={classes.services} aria-label="Services">
      {services.map((service, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: new services have no ids, their values come from the form
        <div key={at} className={classes.service}>
          <CatalogPicker
            aria-label={`Service ${at + 1}`}
            placeholder="Choose from the catalog, or type"
            itemType="service"
            value={service.name}
            onChange={(name) => set(at, { name, catalogItemId: null })}
            onPick={(item) => set(at, { name: item.name, catalogItemId: item.id })}
            error={form.errors[`services.${at}.name`]}
            autoFocus={service.name === ''}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={`Remove service ${at + 1}`}
            onClick={() => form.removeListItem('services', at)}
          >
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        onClick={() => form.insertListItem('services', { catalogItemId: null, name: '' })}
      >
        Add service
      </Button>
    </fieldset>
  )
}
