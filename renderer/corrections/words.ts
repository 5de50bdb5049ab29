import type { RequestOutput } from '../../shared/contract/contract.ts';
import type {
  Change,
  ChainPreview,
  Differences,
  SettlementChange,
} from '../../shared/contract/corrections.ts';
import { eligibilityTitles } from '../../shared/policy/eligibility.ts';
import { type Fen, formatYuan, negateFen } from '../../shared/money/fen.ts';

/** `+1,234.00`, `−1,234.00`; a difference of nothing is 无. */
export function differenceWords({ differenceFen }: Change): string {
  if (differenceFen === 0) return '无';
  return differenceFen > 0 ? `+${formatYuan(differenceFen)}` : `−${formatYuan(negateFen(differenceFen))}`;
}

const causes: Record<Differences['because'][number], string> = {
  roster: '新名册',
  elsewhere: '平台年度累计',
};

/** The quiet line of the person panel; undefined where nothing differs. */
export function lateLine({ because, settlements, personal }: Differences): string | undefined {
  if (settlements.length === 0) return undefined;
  const why = because.map((cause) => causes[cause]).join('、') || '现在所知';
  return `${why}与 ${settlements.length} 笔结算不一致，${personalWords(personal)}`;
}

/** What the list of persons is about, in a sentence. */
export function affectedWords({ roster, persons }: RequestOutput<'corrections.affected'>): string {
  if (roster === null) return '还没有导入过名册。';
  const which = `最新名册（${roster.asOfDay}，${roster.fileName}）`;
  if (persons.length === 0) return `${which}给出的身份与本年的结算没有差额。`;
  return `${which}给出的身份，与下面 ${persons.length} 人本年的结算不一致。已经结算的不会自动改变；逐人查看，由收费组长撤销并重新结算。`;
}

export function personalWords(personal: Change): string {
  if (personal.differenceFen === 0) return '个人应付不变，各方支付有差额';
  return `个人应付差额 ${differenceWords(personal)} 元`;
}

/** 普通居民 → 建档立卡; one name where nothing changed. */
export function eligibilityWords({
  eligibilitiesBefore,
  eligibilitiesAfter,
}: Pick<SettlementChange, 'eligibilitiesBefore' | 'eligibilitiesAfter'>): string {
  const [before, after] = [namesOf(eligibilitiesBefore), namesOf(eligibilitiesAfter)];
  return before === after ? before : `${before} → ${after}`;
}

function namesOf(eligibilities: SettlementChange['eligibilitiesBefore']): string {
  if (eligibilities.length === 0) return eligibilityTitles.ordinary;
  return eligibilities.map((category) => eligibilityTitles[category]).join('、');
}

/** What it comes to for the patient, in one sentence. */
export function patientWords({ refundFen, dueFen, deferred }: ChainPreview['patient']): string {
  const debt =
    deferred.differenceFen === 0
      ? ''
      : `欠费由 ${formatYuan(deferred.beforeFen)} 元变为 ${formatYuan(deferred.afterFen)} 元。`;
  return `${moneyWords(refundFen, dueFen)}${debt}`;
}

export function moneyWords(refundFen: Fen, dueFen: Fen): string {
  if (refundFen > 0) return `已付的钱抵扣之后，应退患者 ${formatYuan(refundFen)} 元，按原支付方式退还。`;
  if (dueFen > 0) return `已付的钱抵扣之后，患者应补 ${formatYuan(dueFen)} 元。`;
  return '已付的钱正好抵扣，不退不补。';
}
