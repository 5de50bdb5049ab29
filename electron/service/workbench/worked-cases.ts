import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Policy } from '../../../shared/engine/policy.ts';
import type { Settlement } from '../../../shared/engine/settlement.ts';
import { eligibilityTitles } from '../../../shared/policy/eligibility.ts';
import { readCases, type StayCase } from '../../../shared/policy/cases/case-file.ts';
import { type Refused, runStays } from '../../../shared/policy/cases/run-stays.ts';
import type { ServiceContext } from '../context.ts';
import { compiledWith, type OpenedPack, type Tried } from './opened-packs.ts';

export interface WorkedStay {
  readonly caseIndex: number;
  readonly stayIndex: number;
  readonly title: string;
  readonly before: Settlement | Refused;
  readonly after: Settlement | Refused;
}

/** The stays of the cases that lie beside a built-in pack, with the pack as it was opened and with what is tried. */
export function runWorkedCases(context: ServiceContext, opened: OpenedPack, tried: Tried): WorkedStay[] {
  return casesOf(context, opened.pack.id).flatMap((stayCase, caseIndex) => {
    const before = resultsOf(stayCase, policyFor(opened, stayCase, opened.values));
    const after = resultsOf(stayCase, policyFor(opened, stayCase, tried.options));
    return [...before].flatMap(([stayIndex, result]) => {
      const title = titleOf(stayCase, caseIndex, stayIndex);
      const then = after.get(stayIndex);
      return then === undefined ? [] : [{ caseIndex, stayIndex, title, before: result, after: then }];
    });
  });
}

/**
 * What the case says to an official, else who and where; and the how manieth stay. A case's own name is for those who
 * write packs.
 */
function titleOf(stayCase: StayCase, caseIndex: number, stayIndex: number): string {
  const { says, stays } = stayCase;
  const parts = [
    `例 ${caseIndex + 1}`,
    ...(says === undefined ? whoAndWhere(stayCase, stayIndex) : [says]),
    ...(stays.length > 1 ? [`第 ${stayIndex + 1} 次`] : []),
  ];
  return parts.join(' · ');
}

function whoAndWhere({ person, hospital, stays }: StayCase, stayIndex: number): string[] {
  const stay = stays[stayIndex];
  const level =
    (stay !== undefined && 'place' in stay ? stay.hospital : undefined)?.level ?? hospital?.level ?? 2;
  const who = (person?.categories ?? []).map((category) => eligibilityTitles[category]).join('、');
  return [
    who || eligibilityTitles.ordinary,
    levelTitles[level],
    ...(stay !== undefined && 'place' in stay ? [placeTitles[stay.place]] : []),
  ];
}

const levelTitles = { 1: '一级医院', 2: '二级医院', 3: '三级医院' } as const;
const placeTitles = {
  county: '县域内',
  referred: '经转诊',
  unreferred: '未经转诊',
  emergency: '急诊',
} as const;

/** A case that states options of its own is about those; what the official changed goes before them. */
function policyFor(opened: OpenedPack, { options }: StayCase, tried: Tried['options']): Policy {
  const changed = Object.entries(tried).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(opened.values[name]),
  );
  return compiledWith(opened, { ...tried, ...options, ...Object.fromEntries(changed) });
}

function resultsOf(stayCase: StayCase, policy: Policy): Map<number, Settlement | Refused> {
  const results = new Map<number, Settlement | Refused>();
  runStays(stayCase, policy, (stayIndex, result) => results.set(stayIndex, result));
  return results;
}

function casesOf({ packsFolder }: ServiceContext, packId: string): StayCase[] {
  const file = path.join(packsFolder, 'cases', `${packId}.yaml`);
  if (!existsSync(file)) return [];
  return readCases(readFileSync(file, 'utf8'), path.basename(file)).flatMap((one) =>
    one.shape === 'stays' && one.value.pack === packId ? [one.value] : [],
  );
}
