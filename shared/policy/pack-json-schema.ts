import * as z from 'zod';
import { extendingPack, pack } from './language/pack.ts';

/**
 * The language as JSON Schema, for editors that complete and check YAML while it is written. `pack.schema.json` beside
 * this file is its published form; a test keeps the two equal. What needs the whole pack (overlaps, options) is
 * beyond a schema and is checked by `readPack` and `compilePack`.
 */
export function packJsonSchema(): object {
  const schema = z.toJSONSchema(z.union([pack, extendingPack]), { io: 'input', reused: 'ref' });
  return { title: '一站通政策包', ...schema };
}
