import { meansTitles } from '../../shared/contract/payments.ts';
import type { SettlementRecord } from '../../shared/contract/settlements.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { formatMoment } from '../components/moment.ts';
import { Look } from '../components/trouble.tsx';
import type { Printed } from '../desk/desk-state.ts';
import { uploadWords } from '../queue/upload-words.ts';
import css from './payment.module.css';

interface SettledProps {
  readonly settlement: SettlementRecord;
  readonly printed: Printed | undefined;
}

/** After the commit: number, how it was paid, paper, and how far the record has come on its way to the centre. */
export function Settled({ settlement, printed }: SettledProps) {
  const { upload, payments } = settlement;
  const { word, tone } = uploadWords[upload.state];
  return (
    <div role="status" className={css['settled']}>
      <p>
        <b>{headOf(settlement)}</b> {settlement.slipNumber}
      </p>
      <p className={css['soft']}>
        {formatMoment(settlement.recordedAt)} {settlement.recordedByName}
        {settlement.reason !== null && ` · ${settlement.reason}`}
      </p>
      {payments.length > 0 && (
        <p className={css['soft']}>
          {payments
            .map(({ means, amountFen }) => `${meansTitles[means]} ${formatYuan(amountFen)}`)
            .join(' · ')}
        </p>
      )}
      {printed !== undefined &&
        (printed.isTrouble ? <Look sentence={printed.sentence} /> : <p>{printed.sentence}</p>)}
      <p>
        上传：<b className={css[tone]}>{word}</b>
        {upload.platformSettlementId !== null && ` 中心编号 ${upload.platformSettlementId}`}
      </p>
      {upload.state !== 'done' && upload.lastReason !== null && (
        <p className={css['soft']}>{upload.lastReason}</p>
      )}
    </div>
  );
}

function headOf({ kind, reversedById }: SettlementRecord): string {
  if (kind === 'reversal') return '✓ 已撤销结算';
  if (reversedById !== null) return '已结算，后来撤销';
  return kind === 'interim' ? '✓ 已中途结算' : '✓ 已结算';
}
