/** A picture of a card takes some ten thousand bytes. */
const largestPhotoBytes = 250_000;
/** Five times what stands on a card; a small file that unpacks to more is there to fill the memory of the window. */
const longestSidePixels = 2000;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The picture in a reader's answer, as a window can show it: JPEG, PNG or BMP by what its bytes say, of a size that a card
 * has. Null for anything else, since nobody is identified by the picture alone.
 * @param text base64, with or without a data address in front
 */
export function photoOf(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes = Buffer.from(text.replace(/^data:[\w/+.-]{0,40};base64,/, ''), 'base64');
  if (bytes.byteLength > largestPhotoBytes) return null;
  const size = pngSize(bytes) ?? bmpSize(bytes) ?? jpegSize(bytes);
  const isFit = (side: number) => side > 0 && side <= longestSidePixels;
  return size !== undefined && isFit(size.width) && isFit(size.height) ? new Uint8Array(bytes) : null;
}

function pngSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 24 || bytes.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') return undefined;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** The height is below nothing where the rows begin at the top. */
function bmpSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 26 || bytes.toString('latin1', 0, 2) !== 'BM') return undefined;
  const isOld = bytes.readUInt32LE(14) === 12;
  if (isOld) return { width: bytes.readUInt16LE(18), height: bytes.readUInt16LE(20) };
  return { width: bytes.readInt32LE(18), height: Math.abs(bytes.readInt32LE(22)) };
}

/** From the header of the frame, found from one marker to the next. */
function jpegSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // C0 to CF begin a frame, but for three that hold tables.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + Math.max(2, bytes.readUInt16BE(at + 2));
  }
  return undefined;
}
