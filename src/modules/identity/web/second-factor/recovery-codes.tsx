import { Alert, Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import classes from './second-factor.module.css'

/** The recovery codes, this once: to copy, to save, to print. */
export function RecoveryCodes({ codes, done }: { codes: readonly string[]; done: () => void }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'))
    setCopied(true)
  }
  return (
    <Stack gap="md">
      <Alert color="yellow" variant="light" title="Keep these recovery codes">
        They open your account when the phone is gone. Each works once, and they are shown only now.
      </Alert>
      <ol className={classes.codes} aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <Button variant="default" onClick={() => void copy()}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
          <Button variant="default" component="a" href={asFile(codes)} download="ez360pm-recovery-codes.txt">
            Save as file
          </Button>
        </Group>
        <Button onClick={done} data-autofocus>
          I have kept them
        </Button>
      </Group>
    </Stack>
  )
}

function asFile(codes: readonly string[]): string {
  const text = `EZ360PM recovery codes. Each works once.\n\n${codes.join('\n')}\n`
  return `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`
}
