import { checkDigit } from '../../../../shared/identity/id-number.ts';
import { patients } from '../patients.ts';
import { pictureOfNobody } from './picture.ts';

/** An ID card as the practice reader holds it; what is left out is as the number says. */
export interface PracticeCard {
  readonly name: string;
  readonly idNumber: string;
  readonly gender?: '男' | '女';
  readonly bornDay?: string;
  readonly expDate?: string;
}

const { wangXiuying, liJianguo, maYong, sunYulan, zhouXiaoyu, wangYan, lvJian } = patients;

/** The pile that lies beside the reader, each for a lesson. Every reading takes the next one; after the last, the first. */
export const practiceCards: readonly PracticeCard[] = [
  wangXiuying,
  liJianguo,
  // The roster writes the name otherwise.
  { ...maYong, name: '马勇' },
  { ...sunYulan, expDate: '20240530' },
  // Somebody wrote one digit of the number wrongly into the roster, or the number was corrected since.
  { ...zhouXiaoyu, idNumber: withCheckDigit('42991320170409188') },
  wangYan,
  lvJian,
];

function withCheckDigit(body: string): string {
  return body + checkDigit(body);
}

/** What a reader's service answers about a card, in the fields of the usual one. */
export function readAnswerOf(card: PracticeCard): Record<string, string> {
  const { idNumber } = card;
  const isMale = Number(idNumber[16]) % 2 === 1;
  return {
    resultFlag: '0',
    partyName: card.name,
    certNumber: idNumber,
    nation: '汉',
    bornDay: card.bornDay ?? idNumber.slice(6, 14),
    gender: card.gender ?? (isMale ? '男' : '女'),
    expDate: card.expDate ?? '20391231',
    certOrg: '练习县公安局',
    certAddress: '练习县练习镇',
    identityPic: pictureOfNobody(isMale ? [52, 84, 122] : [138, 70, 92]).toString('base64'),
  };
}
