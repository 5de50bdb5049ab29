import { describe, expect, it } from 'vitest';
import { type Irregularity, irregularityKinds } from '../../../shared/contract/irregularities.ts';
import { today, writeProofSection } from '../../proof/section.ts';
import { constructYear, patterns } from './constructed-year.ts';
import type { Made } from './pattern.ts';
import { Searching } from './searching.ts';

const full = process.env['ONESTOP_FULL'] === '1';
const at = new Searching();

/** As a pattern of the constructed year names whom it is about. */
function aboutOf({ kind, person, sentence }: Irregularity): string {
  if (person !== null) return `${kind} ${person.personId}`;
  const account = /^账号 (\S+) 在 (\S+) /.exec(sentence);
  return `${kind} ${account === null ? sentence.split(' ')[0] : `${account[1]} ${account[2]}`}`;
}

const expected = (made: readonly Made[]): string[] =>
  made
    .filter(({ role }) => role !== 'silent')
    .map(({ kind, about }) => `${kind} ${about}`)
    .toSorted();

function proofOf(made: readonly Made[], found: number): string[] {
  const lines = (role: Made['role']) =>
    patterns
      .filter((one) => one.role === role)
      .map(({ kind, name }) => `- \`${kind}\`: ${name}: ${made.filter((one) => one.name === name).length}`);
  const count = (role: Made['role']) => made.filter((one) => one.role === role).length;
  return [
    `A year was constructed on ${today()} and searched for what somebody should look at. Planted: ${count('planted')}, all found.`,
    `Found in all: ${found}. Found without a pattern that was made: 0. False alarms, which have the same numbers as what is looked for and only a person can tell apart: ${count('false_alarm')}.`,
    '',
    'Planted:',
    ...lines('planted'),
    '',
    'False alarms:',
    ...lines('false_alarm'),
    '',
    'Innocent and not listed:',
    ...lines('silent'),
  ];
}

describe('what somebody should look at in a constructed year', () => {
  it('is everything that was planted and the innocent patterns of the same numbers, each once, and nothing else', async () => {
    const made = await constructYear(at.hospital, full ? 9 : 1);
    await at.searched();
    const found = at.findings();
    expect(found.map(aboutOf).toSorted()).toEqual(expected(made));
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(irregularityKinds));
    // Numbers only: whoever reads it is told of no guilt.
    expect(found.filter(({ sentence }) => /违规|骗|套取|嫌疑|虚假|异常/.test(sentence))).toEqual([]);
    if (full) writeProofSection('Irregularities', proofOf(made, found.length));
    await at.searched();
    expect(at.findings().map(({ findingId }) => findingId)).toEqual(found.map(({ findingId }) => findingId));
  });
});
