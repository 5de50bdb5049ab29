/**
 * Text in the two-byte part of GB18030, as older hospital systems write it. The platform only decodes, so the table is
 * turned round: every pair of bytes is decoded once.
 */
export function encodeGb18030(text: string): Buffer {
  const table = twoByteTable();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const pair = table.get(character);
    if (code < 0x80) bytes.push(code);
    else if (pair !== undefined) bytes.push(pair >> 8, pair & 0xff);
    else throw new Error(`no two-byte form of ${character}`);
  }
  return Buffer.from(bytes);
}

function twoByteTable(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  const table = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const character = decode(decoder, lead, trail);
      if (character !== undefined && !table.has(character)) table.set(character, (lead << 8) | trail);
    }
  }
  return table;
}

function decode(decoder: TextDecoder, lead: number, trail: number): string | undefined {
  try {
    return decoder.decode(Uint8Array.of(lead, trail));
  } catch {
    return undefined;
  }
}
