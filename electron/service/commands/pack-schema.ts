import { writeFileSync } from 'node:fs';
import { packJsonSchema } from '../../../shared/policy/pack-json-schema.ts';

/** Publishes the JSON Schema of the policy language again, after the language has changed. */
const file = new URL('../../../shared/policy/pack.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(packJsonSchema(), null, 2)}\n`);
