import { isAbsolute, join, relative, sep } from 'node:path';

/**
 * The file inside a folder that an address's path means.
 * @param pathname as it stands in the address: percent-encoded, with a leading slash
 * @returns undefined for a path that leads out of the folder, cannot be decoded, or is no plain path of names
 */
export function containedPath(folder: string, pathname: string): string | undefined {
  const decoded = decodedOnce(pathname);
  if (decoded === undefined || !decoded.startsWith('/')) return undefined;
  const names = decoded.slice(1).split('/');
  if (!names.every(isPlainName)) return undefined;
  const file = join(folder, ...names);
  const inside = relative(folder, file);
  return inside === '' || isAbsolute(inside) || inside.split(sep)[0] === '..' ? undefined : file;
}

/** No empty name, no hidden one (`.`, `..` among them), no separator or drive of another system, no control character, nothing encoded twice. */
function isPlainName(name: string): boolean {
  return /^[^.\\/:%\p{Cc}][^\\/:%\p{Cc}]*$/u.test(name);
}

function decodedOnce(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
