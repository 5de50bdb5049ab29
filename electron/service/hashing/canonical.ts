import { hash } from 'node:crypto';

/**
 * One text for one value: keys sorted, no blanks, properties that are undefined left out. What is hashed, signed or
 * compared goes through here, so that the order in which somebody wrote an object never matters.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number that is not finite has no canonical form');
    return String(value);
  }
  if (typeof value !== 'object') throw new TypeError(`no canonical form for ${typeof value}`);
  let text = '';
  if (Array.isArray(value)) {
    for (const element of value) text += `${text === '' ? '' : ','}${canonicalJson(element)}`;
    return `[${text}]`;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(fields).sort()) {
    if (fields[key] === undefined) continue;
    text += `${text === '' ? '' : ','}${quotedKey(key)}${canonicalJson(fields[key])}`;
  }
  return `{${text}}`;
}

/** The names of our own properties, as they stand in the text: the same few hundred again and again. */
const quotedKeys = new Map<string, string>();
const mostQuotedKeys = 1000;

function quotedKey(key: string): string {
  const known = quotedKeys.get(key);
  if (known !== undefined) return known;
  const quoted = `${JSON.stringify(key)}:`;
  if (quotedKeys.size < mostQuotedKeys) quotedKeys.set(key, quoted);
  return quoted;
}

/** SHA-256 in hexadecimal, of text in UTF-8 or of bytes. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}
