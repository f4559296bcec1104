import { Avatar, Menu } from '@mantine/core'
import { IconCheck, IconPlus, IconSelector } from '@tabler/icons-react'
import { GoLink } from '../link.tsx'
import { type Membership, useCompany, useMe } from '../session.ts'
import classes from './shell.module.css'

/** The address names the company, so two tabs can be in two companies. */
export function CompanySwitcher() {
  const company = useCompany()
  const companies = useMe()?.companies ?? []
  return (
    // Many companies scroll: Tab walks through them too.
    <Menu position="bottom-start" width={260} menuItemTabIndex={0}>
      <Menu.Target>
        <button type="button" className={classes.switcher} aria-label={`${company.name}, switch company`}>
          <Mark company={company} />
          <span>{company.name}</span>
          <IconSelector size={16} className="quiet" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.companies}>
          {companies.map((one) => (
            <Menu.Item
              key={one.id}
              component={GoLink}
              to={`/c/${one.id}`}
              leftSection={<Mark company={one} />}
              rightSection={one.id === company.id ? <IconCheck size={16} aria-label="current" /> : null}
            >
              {one.name}
              {one.closed && <span className="quiet"> (closed)</span>}
            </Menu.Item>
          ))}
        </div>
        <Menu.Divider />
        <Menu.Item component={GoLink} to="/companies/new" leftSection={<IconPlus size={16} />}>
          Add a company
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Mark({ company }: { company: Membership }) {
  return (
    <Avatar src={company.logoUrl} alt="" size={24} radius={6} color="green" variant="filled" fw={600} fz={12}>
      {company.name.slice(0, 1).toUpperCase()}
    </Avatar>
  )
}
