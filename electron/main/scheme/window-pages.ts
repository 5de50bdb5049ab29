import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Host } from './host.ts';
import { containedPath } from './contained-path.ts';

/** Everything from our own origin, nothing from elsewhere, no inline script, no eval, no frame, no form. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  // Mantine writes its variables into style elements.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "frame-src 'none'",
  "worker-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** The window's own pages, out of the folder where they were built. */
export function windowPages(folder: string): Host {
  return {
    contentSecurityPolicy,
    page: async ({ pathname }) => {
      const file = containedPath(folder, pathname === '/' ? '/index.html' : pathname);
      const type = file === undefined ? undefined : types[extname(file)];
      if (file === undefined || type === undefined) return undefined;
      const body = await readFile(file).catch(() => undefined);
      return body && { body, type };
    },
  };
}
