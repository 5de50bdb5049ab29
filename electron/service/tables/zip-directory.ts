const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;
const longestTail = 65_557;
/** Sizes of this value stand elsewhere (ZIP64): files far beyond what is taken here. */
const elsewhere = 0xffffffff;
const maximumEntries = 10_000;
const deflated = 8;

/** What the directory of a ZIP file says of an entry. */
export interface ZipEntry {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly offset: number;
}

/**
 * The entries that the directory of a ZIP file declares; undefined if there is no sound directory. The reader refuses an
 * entry that grows beyond its declared size, so that their sum bounds what is unpacked.
 */
export function zipDirectory(zip: Buffer): ZipEntry[] | undefined {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < Math.max(0, zip.length - longestTail) || end + 22 > zip.length) return undefined;
  if (zip.readUInt32LE(end) !== endOfDirectory) return undefined;
  const count = zip.readUInt16LE(end + 10);
  if (count > maximumEntries) return undefined;
  let position = zip.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (position + 46 > zip.length || zip.readUInt32LE(position) !== directoryEntry) return undefined;
    const [packedBytes, unpackedBytes] = [zip.readUInt32LE(position + 20), zip.readUInt32LE(position + 24)];
    if (packedBytes === elsewhere || unpackedBytes === elsewhere) return undefined;
    // A declared size of nothing would lift the reader's limit; two bytes are an empty entry, deflated.
    if (unpackedBytes === 0 && packedBytes > 2) return undefined;
    const nameEnd = position + 46 + zip.readUInt16LE(position + 28);
    entries.push({
      name: zip.toString('utf8', position + 46, nameEnd),
      isDeflated: zip.readUInt16LE(position + 10) === deflated,
      packedBytes,
      unpackedBytes,
      offset: zip.readUInt32LE(position + 42),
    });
    position = nameEnd + zip.readUInt16LE(position + 30) + zip.readUInt16LE(position + 32);
  }
  return entries;
}

/** The bytes of an entry as they are packed; undefined where the file does not have them. */
export function packedBytesOf(zip: Buffer, { offset, packedBytes }: ZipEntry): Buffer | undefined {
  if (offset + 30 > zip.length || zip.readUInt32LE(offset) !== localEntry) return undefined;
  const begin = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  return begin + packedBytes > zip.length ? undefined : zip.subarray(begin, begin + packedBytes);
}
