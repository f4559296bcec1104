import { ActionIcon, Button, FileButton, Progress } from '@mantine/core'
import { type DragEvent, useState } from 'react'
import { present } from '#kernel/assert.ts'
import { useFormat } from '#ui/format.ts'
import { asProblem } from '#ui/problem.ts'
import { useCompanyId } from '#ui/session.ts'
import { toast } from '#ui/toast.tsx'
import { acceptedFiles, type MediaFile } from '../contract.ts'
import classes from './attachments.module.css'
import { uploadFile } from './upload.ts'

type Props = {
  files: readonly MediaFile[]
  /** Where the content is read. */
  href: (file: MediaFile) => string
  /** Takes an upload for the record; without it the files can only be read. */
  attach?: ((mediaId: string) => Promise<unknown>) | undefined
  remove?: ((file: MediaFile) => void) | undefined
  /** "receipt", "bill": for the words. */
  what: string
}

/** The files of a record: a list, and a place to drop more or to take a picture. */
export function Attachments({ files, href, attach, remove, what }: Props) {
  const format = useFormat()
  return (
    <div className={classes.box}>
      {files.length > 0 && (
        <ul className={classes.list}>
          {files.map((file) => (
            <li key={file.id}>
              <a href={href(file)} target="_blank" rel="noreferrer">
                {file.fileName}
              </a>
              <span>
                {kindOf(file)} · {sizeText(file.sizeBytes, (value) => format.number(value))}
              </span>
              {remove && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="sm"
                  aria-label={`Remove ${file.fileName}`}
                  onClick={() => remove(file)}
                >
                  ×
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
      {attach ? <Drop attach={attach} what={what} /> : files.length === 0 && <p className={classes.none}>No files.</p>}
    </div>
  )
}

function Drop({ attach, what }: Required<Pick<Props, 'what'>> & { attach: (mediaId: string) => Promise<unknown> }) {
  const companyId = useCompanyId()
  const [part, setPart] = useState<number | undefined>(undefined)
  const [over, setOver] = useState(false)

  async function send(chosen: readonly File[]) {
    for (const file of chosen) {
      setPart(0)
      try {
        const { id } = await uploadFile(present(companyId), file, setPart)
        await attach(id)
      } catch (error) {
        toast.problem(asProblem(error))
      }
    }
    setPart(undefined)
  }

  function dropped(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    void send([...event.dataTransfer.files])
  }

  return (
    <section
      aria-label={`Files of the ${what}`}
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      {part === undefined ? (
        <>
          <FileButton multiple accept={acceptedFiles} onChange={(chosen) => void send(chosen)}>
            {(props) => (
              <Button {...props} variant="default" size="xs">
                Add a file
              </Button>
            )}
          </FileButton>
          <span>Or drop a picture or PDF here, up to 15 MB.</span>
        </>
      ) : (
        <Progress value={part * 100} aria-label="Uploading" className={classes.progress} />
      )}
    </section>
  )
}

function kindOf({ contentType }: MediaFile): string {
  return contentType === 'application/pdf' ? 'PDF' : 'Picture'
}

function sizeText(bytes: number, number: (value: number) => string | undefined): string {
  return bytes < 1024 * 1024
    ? `${number(Math.max(1, Math.ceil(bytes / 1024)))} kB`
    : `${number(Math.ceil((bytes / 1024 / 1024) * 10) / 10)} MB`
}
