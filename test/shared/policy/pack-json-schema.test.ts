import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { packJsonSchema } from '../../../shared/policy/pack-json-schema.ts';

const published = new URL('../../../shared/policy/pack.schema.json', import.meta.url);

it('the published JSON Schema is that of the language today', () => {
  expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(JSON.parse(JSON.stringify(packJsonSchema())));
});

it('an editor that follows it offers every key of a pack and refuses others', () => {
  const schema = packJsonSchema() as { anyOf: { properties: object; additionalProperties: boolean }[] };
  const [whole] = schema.anyOf;
  expect(Object.keys(whole!.properties)).toEqual(
    expect.arrayContaining([
      'options',
      'layers',
      'free_of_charge',
      'premium_subsidies',
      'treat_first',
      'ceiling',
    ]),
  );
  expect(whole!.additionalProperties).toBe(false);
});
