import { Button, FileButton, Progress } from '@mantine/core'
import { IconCamera, IconUpload } from '@tabler/icons-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import { present } from '#kernel/assert.ts'
import { acceptedFiles, type MediaFile } from '#modules/media/contract.ts'
import { uploadFile } from '#modules/media/web/index.tsx'
import { asProblem } from '#ui/problem.ts'
import { useCompanyId } from '#ui/session.ts'
import { toast } from '#ui/toast.tsx'
import classes from './receipts.module.css'

type Props = {
  /** Takes each file that was uploaded. */
  take: (file: MediaFile, original: File) => unknown
  children?: ReactNode
}

/** Where receipts are dropped or chosen; on a phone the camera is one tap away. */
export function ReceiptDrop({ take, children }: Props) {
  const companyId = useCompanyId()
  const [part, setPart] = useState<number | undefined>(undefined)
  const [over, setOver] = useState(false)

  async function send(chosen: readonly File[]) {
    for (const file of chosen) {
      setPart(0)
      try {
        await take(await uploadFile(present(companyId), file, setPart), file)
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
      aria-label="Receipts"
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      {children}
      {part === undefined ? (
        <div className={classes.buttons}>
          <div className={classes.camera}>
            <FileButton accept="image/*" capture="environment" onChange={(file) => file && void send([file])}>
              {(props) => (
                <Button {...props} leftSection={<IconCamera size={16} />}>
                  Take a picture
                </Button>
              )}
            </FileButton>
          </div>
          <FileButton multiple accept={acceptedFiles} onChange={(chosen) => void send(chosen)}>
            {(props) => (
              <Button {...props} variant="default" size="xs" leftSection={<IconUpload size={14} />}>
                Add a receipt
              </Button>
            )}
          </FileButton>
          <span>Or drop a picture or PDF here, up to 15 MB.</span>
        </div>
      ) : (
        <Progress value={part * 100} aria-label="Uploading" />
      )}
    </section>
  )
}
