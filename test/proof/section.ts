import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the checks at full size have seen, for people to read. */
const proofFile = join(import.meta.dirname, '..', '..', 'docs', 'proof.md');

/** Replaces one section of docs/proof.md, from its heading to the next of the same depth; a new one comes last. */
export function writeProofSection(heading: string, lines: readonly string[]): void {
  writeFileSync(proofFile, withSection(readFileSync(proofFile, 'utf8'), heading, lines));
}

export function withSection(text: string, heading: string, lines: readonly string[]): string {
  const parts = text.trimEnd().split(/\n+(?=## )/);
  const section = [`## ${heading}`, ...lines].join('\n').trimEnd();
  const found = parts.findIndex((part) => part.split('\n', 1)[0] === `## ${heading}`);
  return `${(found < 0 ? [...parts, section] : parts.with(found, section)).join('\n\n')}\n`;
}

/** `22 November 2026`. */
export function today(): string {
  return new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}
