import { Anchor, Button } from '@mantine/core'
import { IconFileTypePdf, IconPhoto } from '@tabler/icons-react'
import type { MediaFile } from '#modules/media/contract.ts'
import classes from './receipts.module.css'

export type ReceiptFile = Pick<MediaFile, 'id' | 'fileName' | 'contentType'> & {
  /** Where it is shown, and where it is saved from. */
  href?: string | undefined
  saveHref?: string | undefined
}

type Props = { files: readonly ReceiptFile[]; remove?: ((id: string) => void) | undefined }

const shown = new Set(['image/png', 'image/jpeg', 'image/webp'])

/** Receipts as pictures where a browser can show them. */
export function ReceiptFiles({ files, remove }: Props) {
  if (files.length === 0) return null
  return (
    <ul className={classes.files}>
      {files.map((file) => (
        <li key={file.id} className={classes.file}>
          {file.href ? (
            <a href={file.href} target="_blank" rel="noreferrer" className={classes.face}>
              <Face file={file} />
            </a>
          ) : (
            <span className={classes.face}>
              <Face file={file} />
            </span>
          )}
          <span className={classes.name}>{file.fileName}</span>
          <span className={classes.actions}>
            {file.saveHref && (
              <Anchor href={file.saveHref} size="xs">
                Download
              </Anchor>
            )}
            {remove && (
              <Button
                variant="subtle"
                color="gray"
                size="compact-xs"
                aria-label={`Remove ${file.fileName}`}
                onClick={() => remove(file.id)}
              >
                Remove
              </Button>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Face({ file }: { file: ReceiptFile }) {
  if (file.href && shown.has(file.contentType)) return <img src={file.href} alt={file.fileName} loading="lazy" />
  if (file.contentType === 'application/pdf') return <IconFileTypePdf size={40} stroke={1.2} aria-label="PDF" />
  return <IconPhoto size={40} stroke={1.2} aria-label="Picture" />
}
