import { send } from '#ui/api.ts'
import { problemOf } from '#ui/problem.ts'
import { logoBytesMax } from '../contract.ts'

const sideMax = 1200

/** Sends a picture as the company's logo. A picture that is large, or of a kind that papers cannot show, is redrawn first. */
export async function sendLogo(companyId: string, file: File): Promise<void> {
  const asIs = file.size <= logoBytesMax / 2 && ['image/png', 'image/jpeg'].includes(file.type)
  const picture = asIs ? file : await redrawn(file)
  const response = await send(`/api/v1/companies/${companyId}/logo`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': picture.type || 'application/octet-stream' },
    body: picture,
  })
  if (!response.ok) throw await problemOf(response)
}

/** As PNG with at most 1200 pixels a side; what the browser cannot draw goes as it is, and the server says why not. */
async function redrawn(file: File): Promise<Blob> {
  const bitmap = await createImageBitmap(file).catch(() => undefined)
  if (!bitmap) return file
  const scale = Math.min(1, sideMax / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.floor(bitmap.width * scale))
  canvas.height = Math.max(1, Math.floor(bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), 'image/png'))
}
