import type { FollowUpNeed, FollowUpOccasion, FollowUpOutcome } from '../../shared/contract/follow-up.ts';

export const occasionTitles: Readonly<Record<FollowUpOccasion, string>> = {
  discharge: '出院后',
  winter: '冬季',
};

export const outcomeTitles: Readonly<Record<FollowUpOutcome, string>> = {
  reached: '接通',
  no_answer: '未接通，改天再打',
  declined: '不愿回访',
  moved: '外出或号码不对',
  died: '已去世',
};

export const needTitles: Readonly<Record<FollowUpNeed, string>> = {
  money: '费用困难',
  medicine: '用药',
  visit: '复查就诊',
  care: '护理康复',
  other: '其他',
};
