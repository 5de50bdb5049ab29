import { patients } from './patients.ts';
import type { Registered } from './platform/registry.ts';

/** Codes to try the scanner with: somebody's cards, one electronic credential that is good and one that is not. */
export const practiceCodes = {
  socialSecurityCard: 'A42990013',
  goodToken: 'PX20260000000000000000000001',
  expiredToken: 'PX20250000000000000000000009',
  healthCard: '000000000000000000000000042990A1',
} as const;

/** What the practice platform's register says of some patients of the practice hospital. */
export function practiceRegister(now: Date): readonly Registered[] {
  const { wangXiuying, liJianguo, maYong } = patients;
  const insured = { insuranceState: '1', identities: [] };
  const yesterday = new Date(now.getTime() - 24 * 3_600_000).toISOString();
  return [
    {
      ...insured,
      name: wangXiuying.name,
      idNumber: wangXiuying.idNumber,
      vouchers: [
        { type: '03', number: practiceCodes.socialSecurityCard, goodUntil: null },
        { type: '99', number: practiceCodes.healthCard, goodUntil: null },
        { type: '01', number: practiceCodes.expiredToken, goodUntil: yesterday },
      ],
    },
    {
      ...insured,
      name: liJianguo.name,
      idNumber: liJianguo.idNumber,
      vouchers: [{ type: '01', number: practiceCodes.goodToken, goodUntil: null }],
    },
    // Its register and the roster say different things: the clerk sees both, the roster counts.
    {
      name: maYong.name,
      idNumber: maYong.idNumber,
      insuranceState: '2',
      identities: [{ kind: '1', beginsOn: '2024-01-01', endsOn: null }],
      vouchers: [],
    },
  ];
}
