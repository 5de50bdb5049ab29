import type { TreatmentFilter, TreatmentRate, TreatmentStep } from '../../shared/contract/treatment.ts';
import { treatmentStateTitles } from '../../shared/contract/treatment.ts';

export const filterTitles: Readonly<Record<TreatmentFilter, string>> = {
  all: '全部',
  awaits_outcome: '待登记结果',
  ...treatmentStateTitles,
};

/** `98.7%`, cut and never rounded up. */
function percent(millionths: number): string {
  const tenths = Math.floor(millionths / 1000);
  return tenths % 10 === 0 ? `${tenths / 10}%` : `${Math.floor(tenths / 10)}.${tenths % 10}%`;
}

/** 救治率 9/10 例，90%，目标 90% ✓ */
export function rateWords({ treatedCount, verifiedCount, millionths, target, isMet }: TreatmentRate): string {
  if (millionths === null) return '还没有核实的，救治率算不出';
  const aim =
    target === null
      ? '，启用的政策没有定目标'
      : `，目标 ${percent(target.millionths)}（${target.source}），${isMet === true ? '达到' : '未达到'}`;
  return `已核实 ${verifiedCount} 例，已救治 ${treatedCount} 例，救治率 ${percent(millionths)}${aim}`;
}

/** What a step is about: 入院 ZY1, 出院 ZY1, or what a person wrote. */
export function stepWords({ cause, admissionNumber, words }: TreatmentStep): string {
  const stay = admissionNumber === null ? '' : ` ${admissionNumber}`;
  if (cause === 'admission') return `入院${stay}`;
  if (cause === 'discharge') return words === '' ? `出院${stay}` : `出院${stay}，${words}`;
  return words;
}
