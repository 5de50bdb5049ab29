import { expect, it } from 'vitest';
import { isKnownDiagnosis } from '../../../shared/diagnosis/icd-10.ts';

it.each(['I63.9', 'C34', 'A00.0', 'U07.1', 'Z51.102', 'F20.001', 'K64.9'])(
  'a category of ICD-10 is known, whatever a hospital writes below it: %s',
  (code) => expect(isKnownDiagnosis(code)).toBe(true),
);

it.each(['A12.0', 'E48', 'I55.1', 'Q90X', 'I6', 'i63.9', 'I63.', '', '脑梗死'])(
  'a category that ICD-10 does not have, or another shape, is not known: %s',
  (code) => expect(isKnownDiagnosis(code)).toBe(false),
);
