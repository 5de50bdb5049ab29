const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const longestTail = 65_557;
/** Sizes of this value stand elsewhere (ZIP64): files far beyond what is taken here. */
const elsewhere = 0xffffffff;
const maximumEntries = 10_000;

/**
 * The sum of the sizes that the directory of a ZIP file declares for its entries; undefined if there is no sound
 * directory. The reader refuses an entry that grows beyond its declared size, so that the sum bounds what is unpacked.
 */
export function unpackedBytes(zip: Buffer): number | undefined {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < Math.max(0, zip.length - longestTail) || end + 22 > zip.length) return undefined;
  if (zip.readUInt32LE(end) !== endOfDirectory) return undefined;
  const entries = zip.readUInt16LE(end + 10);
  if (entries > maximumEntries) return undefined;
  let position = zip.readUInt32LE(end + 16);
  let sum = 0;
  for (let index = 0; index < entries; index += 1) {
    if (position + 46 > zip.length || zip.readUInt32LE(position) !== directoryEntry) return undefined;
    const [packed, unpacked] = [zip.readUInt32LE(position + 20), zip.readUInt32LE(position + 24)];
    if (packed === elsewhere || unpacked === elsewhere) return undefined;
    // A declared size of nothing would lift the reader's limit; two bytes are an empty entry, deflated.
    if (unpacked === 0 && packed > 2) return undefined;
    sum += unpacked;
    position +=
      46 +
      zip.readUInt16LE(position + 28) +
      zip.readUInt16LE(position + 30) +
      zip.readUInt16LE(position + 32);
  }
  return sum;
}
