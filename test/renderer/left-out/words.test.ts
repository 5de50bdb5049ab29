import { expect, it } from 'vitest';
import { causeWords } from '../../../renderer/left-out/words.ts';
import type { LeftOutCase } from '../../../shared/contract/left-out.ts';

const nothing = { eligibilitiesBefore: [], eligibilitiesAfter: [], newDiseases: [] };
const words = (found: Partial<LeftOutCase>) => causeWords({ ...nothing, ...found } as unknown as LeftOutCase);

it('says that somebody is insured now, and what else became known', () => {
  expect(words({ cause: 'insured' })).toBe('参保状态后来更正为正常参保');
  expect(words({ cause: 'insured', eligibilitiesAfter: ['registered_poor'] })).toBe(
    '参保状态后来更正为正常参保，名册后来认定建档立卡',
  );
  expect(words({ cause: 'insured', newDiseases: ['F20.0'] })).toBe(
    '参保状态后来更正为正常参保，后来确诊 F20.0',
  );
});

it('says which eligibility came first or came in addition', () => {
  expect(words({ cause: 'entered_roster', eligibilitiesAfter: ['registered_poor'] })).toBe(
    '按普通居民结算，名册后来认定建档立卡',
  );
  const both = { eligibilitiesBefore: ['disabled'], eligibilitiesAfter: ['disabled', 'registered_poor'] };
  expect(words({ cause: 'eligibility', ...both } as Partial<LeftOutCase>)).toBe('名册后来加认建档立卡');
});
