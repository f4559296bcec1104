/**
 * Width and height that a PNG, JPEG, GIF or WebP claims in its header, without decoding it: a few kilobytes can claim
 * gigabytes. `undefined` when it is none of these or cut short.
 */
export function pixelSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const b = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const head = b.toString('latin1', 0, 16)
  try {
    if (head.startsWith('\x89PNG\r\n\x1a\n')) return { width: b.readUInt32BE(16), height: b.readUInt32BE(20) }
    if (/^GIF8[79]a/.test(head)) return { width: b.readUInt16LE(6), height: b.readUInt16LE(8) }
    if (head.startsWith('\xff\xd8\xff')) return jpegSize(b)
    if (/^RIFF[\s\S]{4}WEBP/.test(head)) return webpSize(b, head.slice(12, 16))
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return undefined
}

/** Walks the segments to the start of frame (SOF0…SOF15 without DHT, JPG, DAC). */
function jpegSize(b: Buffer): { width: number; height: number } | undefined {
  for (let at = 2; at < b.length; ) {
    if (b.readUInt8(at) !== 0xff) return undefined
    const marker = b.readUInt8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: b.readUInt16BE(at + 5), width: b.readUInt16BE(at + 7) }
    at += 2 + Math.max(2, b.readUInt16BE(at + 2))
  }
  return undefined
}

function webpSize(b: Buffer, chunk: string): { width: number; height: number } | undefined {
  if (chunk === 'VP8X') return { width: b.readUIntLE(24, 3) + 1, height: b.readUIntLE(27, 3) + 1 }
  if (chunk === 'VP8L') {
    const bits = b.readUInt32LE(21)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (chunk === 'VP8 ') return { width: b.readUInt16LE(26) & 0x3fff, height: b.readUInt16LE(28) & 0x3fff }
  return undefined
}
