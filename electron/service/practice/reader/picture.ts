/** As many points as the picture on an ID card has. */
const [width, height] = [102, 126];

/** A head and shoulders of nobody, as a bitmap of 24 bits, in the colour of that shirt. */
export function pictureOfNobody(shirt: readonly [number, number, number]): Buffer {
  const rowBytes = Math.ceil((width * 3) / 4) * 4;
  const header = 54;
  const bitmap = Buffer.alloc(header + rowBytes * height);
  bitmap.write('BM', 0, 'latin1');
  bitmap.writeUInt32LE(bitmap.byteLength, 2);
  bitmap.writeUInt32LE(header, 10);
  bitmap.writeUInt32LE(40, 14);
  bitmap.writeInt32LE(width, 18);
  // Negative: the first row is the top one.
  bitmap.writeInt32LE(-height, 22);
  bitmap.writeUInt16LE(1, 26);
  bitmap.writeUInt16LE(24, 28);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const [red, green, blue] = colourAt(column, row, shirt);
      bitmap.set([blue, green, red], header + row * rowBytes + column * 3);
    }
  }
  return bitmap;
}

function colourAt(column: number, row: number, shirt: readonly [number, number, number]) {
  const isHead = ((column - 51) / 21) ** 2 + ((row - 48) / 27) ** 2 <= 1;
  const isHair = ((column - 51) / 23) ** 2 + ((row - 42) / 26) ** 2 <= 1 && row < 36;
  const isBody = ((column - 51) / 46) ** 2 + ((row - 128) / 46) ** 2 <= 1;
  if (isHair) return [60, 60, 60] as const;
  if (isHead) return [214, 186, 164] as const;
  return isBody ? shirt : ([232, 236, 240] as const);
}
