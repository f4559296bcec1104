import { crc32, deflateSync } from 'node:zlib'

const width = 240
const height = 380

/** A picture of a slip of paper: bars where the words would be. The same seed draws the same. */
export function receiptPicture(seed: number): Buffer {
  const rows = Array.from({ length: height }, (_row, y) => {
    const line = Math.floor(y / 18)
    const inked = y % 18 < (line === 1 ? 12 : 6) && line > 0 && line < 20
    const length = line === 1 ? 150 : 70 + (((line + 3) * (seed + 7) * 37) % 90)
    const pixels = Buffer.alloc(width + 1, 0xf7)
    // The filter of the row: none.
    pixels[0] = 0
    if (inked) pixels.fill(0x5a, 26, 26 + length)
    if (inked && line > 2) pixels.fill(0x5a, width - 60, width - 26)
    return pixels
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits of grey.
  header[8] = 8
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

/** A page with a few lines of text. */
export function receiptDocument(lines: readonly string[]): Buffer {
  const safe = lines.map((line) => line.replace(/[^ -~]/g, '').replace(/[\\()]/g, ''))
  const text = `BT /F1 12 Tf 24 360 Td 18 TL ${safe.map((line) => `(${line}) Tj T*`).join(' ')} ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 260 400]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${text.length}>>stream\n${text}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((content, at) => {
    const offset = body.length
    body += `${at + 1} 0 obj\n${content}\nendobj\n`
    return offset
  })
  const places = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const trailer = `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF`
  return Buffer.from(`${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places}${trailer}`, 'latin1')
}
