import type {
  Identification,
  IdentityDifference,
  PlatformWord,
  Reading,
} from '../../shared/contract/identification.ts';
import type { CodeShape, Paper } from '../../shared/identity/code-shape.ts';
import { formatMoment } from '../components/moment.ts';

export const paperTitles: Record<Paper, string> = {
  id_card: '身份证',
  social_security_card: '社保卡',
  electronic_credential: '电子凭证',
  health_card: '健康卡',
};

export const characterTitles: Record<CodeShape['characters'], string> = {
  digits: '数字',
  hexadecimal: '数字和 A 至 F',
  letters_and_digits: '数字和字母',
};

export const differenceTitles: Record<IdentityDifference['what'], string> = {
  name: '姓名',
  number: '证件号码',
  birth_date: '出生日期',
  sex: '性别',
  expired: '有效期',
};

export const platformDifferenceTitles: Record<PlatformWord['differences'][number]['what'], string> = {
  name: '姓名',
  birth_date: '出生日期',
  sex: '性别',
  insurance_state: '参保状态',
  region: '参保地',
  eligibilities: '身份',
};

const meansTitles: Record<Identification['means'], string> = {
  card_reader: '读卡',
  scanner: '扫码',
  typed: '输入号码',
  picked: '按姓名选人',
};

/** `读卡 身份证`; by which means a person was identified, and by which paper. */
export function actWords({ means, paper }: Pick<Identification, 'means' | 'paper'>): string {
  return paper === null ? meansTitles[means] : `${meansTitles[means]} ${paperTitles[paper]}`;
}

/** `身份证 读卡 10:02`; where it came from and when. */
export function readingLine({ paper, by, readAt }: Pick<Reading, 'paper' | 'by' | 'readAt'>): string {
  const how = { card_reader: '读卡', platform: '医保平台认出', known_number: '本机认出' }[by];
  return `${paperTitles[paper]} ${how} ${formatMoment(readAt)}`;
}

/** What the platform said of a person, or why it said nothing, in one line. */
export function platformLine({ outcome, sentence, saidAt }: PlatformWord): string | undefined {
  if (outcome === 'no_platform') return undefined;
  const last = saidAt === null ? '' : `，最近一次查到是 ${formatMoment(saidAt)}`;
  if (outcome === 'same') return `医保平台 ${formatMoment(saidAt ?? '')} 查过，与名册一致`;
  if (outcome === 'differs') return `医保平台 ${formatMoment(saidAt ?? '')} 查过，与名册不同，按名册结算`;
  return `${sentence}${last}`;
}
