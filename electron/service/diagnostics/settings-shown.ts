import { z } from 'zod';
import type { ServiceDiagnostics } from '../../../shared/contract/diagnostics.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { settingSchemas } from '../hospital/settings.ts';

type Shown = ServiceDiagnostics['settings'][string];

/**
 * Every setting's name, and of its newest value what its type lets be shown: numbers, yes and no, one of several words,
 * the host of an address, the official codes of hospital and region. Of any other text only that it is set: names,
 * keys, certificates and whatever a later setting may hold.
 */
export function settingsShown(context: ServiceContext): Record<string, Shown> {
  const newest = statement<[string], { value: string }>(
    context.database,
    'SELECT value FROM setting WHERE name = ? ORDER BY from_day DESC, rowid DESC LIMIT 1',
  );
  const shown: Record<string, Shown> = {};
  for (const [name, schema] of Object.entries<z.ZodType>(settingSchemas)) {
    const row = newest.get(name);
    shown[name] = row === undefined ? 'not_set' : shownValue(name, schema, row.value);
  }
  return shown;
}

function shownValue(name: string, schema: z.ZodType, json: string): Shown {
  const read = schema.safeParse(parsed(json));
  if (!read.success) return 'not_valid';
  const value: unknown = read.data;
  if (name === 'hospitalCode') return matching(value, /^H\d{11}$/);
  if (name === 'region') return matching(value, /^\d{6}$/);
  if (schema instanceof z.ZodEnum && typeof value === 'string') return value;
  if (name === 'platformUrl' && typeof value === 'string') return matching(hostOf(value), /^[\w.:-]{1,80}$/);
  if (typeof value !== 'object' || value === null) return plainOrSet(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, part]: [string, unknown]) => [key, plainOrSet(part)]),
  );
}

function plainOrSet(value: unknown): null | boolean | number | 'set' {
  return value === null || typeof value === 'boolean' || typeof value === 'number' ? value : 'set';
}

function matching(value: unknown, pattern: RegExp): Shown {
  return typeof value === 'string' && pattern.test(value) ? value : plainOrSet(value);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Without name, password, path and question: those may carry secrets. */
function hostOf(address: string): string {
  return URL.parse(address)?.host ?? '';
}
