import { z } from 'zod';

/** From when on a pattern of numbers is put before finance and auditor. */
export const irregularityLimitsSchema = z.strictObject({
  splitDays: z.int().min(1).max(60),
  settleAfterDeathDays: z.int().min(0).max(366),
  dailyItemExtraDays: z.int().min(0).max(30),
  capNearPercent: z.int().min(1).max(50),
  capLastDays: z.int().min(1).max(10),
  capRisePercent: z.int().min(110).max(1000),
  reversalsPerMonth: z.int().min(2).max(1000),
  waiversPerYear: z.int().min(2).max(1000),
  outOfCataloguePercent: z.int().min(1).max(100),
});

/**
 * Ours, but for one: 目录外费用占比不超过 10 % is Chongqing's (渝卫发〔2019〕39号). The documents want misuse and
 * over-treatment prevented and give no other number.
 */
export const usualIrregularityLimits = {
  splitDays: 15,
  settleAfterDeathDays: 30,
  dailyItemExtraDays: 0,
  capNearPercent: 10,
  capLastDays: 3,
  capRisePercent: 200,
  reversalsPerMonth: 5,
  waiversPerYear: 3,
  outOfCataloguePercent: 10,
} as const;
