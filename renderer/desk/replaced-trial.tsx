import type { Trial } from '../../shared/contract/settlements.ts';
import { type Fen, formatYuan } from '../../shared/money/fen.ts';
import { Look } from '../components/trouble.tsx';

/** What changed between the trial that the clerk saw and the one that counts now. */
export function ReplacedTrial({ before, now }: { before: Trial; now: Trial }) {
  const changes = changesOf(before, now);
  if (changes.length === 0) return <Look sentence="依据有变动，金额没有变。请核对后再确认一次。" />;
  return <Look sentence={`金额有变动，请核对后再确认：${changes.join('；')}。`} />;
}

function changesOf(before: Trial, now: Trial): string[] {
  const amounts = new Map<string, { title: string; was: Fen | undefined; is: Fen | undefined }>();
  for (const { layer, title, payFen } of before.layers)
    amounts.set(layer, { title, was: payFen, is: undefined });
  for (const { layer, title, payFen } of now.layers) {
    amounts.set(layer, { title, was: amounts.get(layer)?.was, is: payFen });
  }
  amounts.set('total', { title: '总费用', was: before.cost.totalFen, is: now.cost.totalFen });
  amounts.set('personal', { title: '个人应付', was: before.personalFen, is: now.personalFen });
  return [...amounts.values()]
    .filter(({ was, is }) => was !== is)
    .map(({ title, was, is }) => `${title} ${words(was)} → ${words(is)}`);
}

function words(amount: Fen | undefined): string {
  return amount === undefined ? '无' : formatYuan(amount);
}
