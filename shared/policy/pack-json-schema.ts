import * as z from 'zod';
import { extendingPack, pack } from './language/pack.ts';

/**
 * The language as JSON Schema, for editors that complete and check YAML while it is written. `pack.schema.json` beside
 * this file is its published form; a test keeps the two equal. What needs the whole pack (overlaps, options) is
 * beyond a schema and is checked by `readPack` and `compilePack`.
 */
export function packJsonSchema(): object {
  const schema = z.toJSONSchema(z.union([pack, extendingPack]), {
    io: 'input',
    reused: 'ref',
    override: asEditorsRead,
  });
  return { title: '一站通政策包', ...schema };
}

/** A pack is read as text here, but an editor sees numbers and truth values: a value's own `type` stands instead. */
function asEditorsRead({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: object }): void {
  const meta = z.globalRegistry.get(zodSchema as z.ZodType);
  if (meta === undefined || !('type' in meta)) return;
  for (const key of Object.keys(jsonSchema)) delete (jsonSchema as Record<string, unknown>)[key];
  Object.assign(jsonSchema, meta);
}
