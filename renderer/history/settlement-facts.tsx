import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { careTitles } from '../../shared/contract/care-titles.ts';
import type { ArchivedDocument } from '../../shared/contract/documents/archive.ts';
import { meansTitles } from '../../shared/contract/payments.ts';
import type { Role } from '../../shared/contract/request.ts';
import type { SettlementRecord } from '../../shared/contract/settlements.ts';
import type { Stay } from '../../shared/contract/stays.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { mayAsk } from '../app/permission.ts';
import { useAnswer } from '../app/use-client.ts';
import { Amount } from '../components/amount.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { formatInstant } from '../components/moment.ts';
import { Trouble } from '../components/trouble.tsx';
import { uploadWords } from '../queue/upload-words.ts';
import css from './history.module.css';
import { InvoiceLine } from './invoice-line.tsx';
import { OwedLine } from './owed-line.tsx';
import { PapersOfStay } from './papers-of-stay.tsx';

interface SettlementFactsProps {
  readonly settlement: SettlementRecord;
  readonly role: Role;
  readonly onPaper: (paper: ArchivedDocument) => void;
  readonly onAttachments: (stay: Stay) => void;
}

/** One settlement as it stands: money, who paid, the official receipt, debt, papers. */
export function SettlementFacts({ settlement, role, onPaper, onAttachments }: SettlementFactsProps) {
  const { stayId, settlementId, personId, cost, upload } = settlement;
  return (
    <>
      <Head settlement={settlement} />
      <dl className={css['lines']}>
        {mayAsk(role, 'stays.get') && <StayLine stayId={stayId} role={role} onAttachments={onAttachments} />}
        <Line name="费用">
          总费用 {formatYuan(cost.totalFen)}
          {settlement.layers
            .filter(({ payFen }) => payFen !== 0)
            .map(({ layer, kind, title, payFen }) => (
              <span key={`${layer} ${kind}`}>
                {title} {formatYuan(payFen)}
              </span>
            ))}
        </Line>
        <Paid settlement={settlement} />
        {mayAsk(role, 'debts.ofPerson') && (
          <Line name="欠费">
            <OwedLine personId={personId} settlement={settlement} />
          </Line>
        )}
        <Line name="电子票据号">
          <InvoiceLine
            settlementId={settlementId}
            number={settlement.invoiceNumber}
            mayGive={mayAsk(role, 'payments.giveInvoice')}
          />
        </Line>
        <Line name="上传">
          {uploadWords[upload.state].word}
          {upload.platformSettlementId !== null && <span>中心编号 {upload.platformSettlementId}</span>}
        </Line>
      </dl>
      <PapersOfStay stayId={stayId} onOpen={onPaper} />
    </>
  );
}

function Head({ settlement }: { settlement: SettlementRecord }) {
  const { personalFen } = settlement;
  return (
    <header className={css['head']}>
      <div>
        <h3>{headOf(settlement)}</h3>
        <p>
          {settlement.slipNumber} · {formatInstant(settlement.recordedAt)} {settlement.recordedByName}
          {settlement.reason !== null && ` · ${settlement.reason}`}
        </p>
      </div>
      <p className={css['part']}>
        {personalFen < 0 ? '应退患者 ' : '个人应付 '}
        <Amount fen={personalFen} size="large" />
      </p>
    </header>
  );
}

function Paid({ settlement: { payments, signatory } }: { settlement: SettlementRecord }) {
  return (
    <Line name="收款">
      {payments.length === 0 && '没有收款'}
      {payments.map(({ means, amountFen, reference }, position) => (
        // Two payments by one means are told apart by their place alone.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={position}>
          {meansTitles[means]} {formatYuan(amountFen)}
          {reference !== null && `（${reference}）`}
        </span>
      ))}
      {signatory !== null && (
        <span>
          付款人 {signatory.name}（{signatory.relation}）
        </span>
      )}
    </Line>
  );
}

function headOf({ kind, reversedById, settledOn }: SettlementRecord): string {
  if (kind === 'reversal') return `撤销单 ${settledOn}`;
  if (reversedById !== null) return `已撤销的结算 ${settledOn}`;
  return `${kind === 'interim' ? '中途结算' : '结算'} ${settledOn}`;
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface StayLineProps {
  readonly stayId: string;
  readonly role: Role;
  readonly onAttachments: (stay: Stay) => void;
}

/** The stay that was settled, and the copies of the papers that were shown for it. */
function StayLine({ stayId, role, onAttachments }: StayLineProps) {
  const { value: stay, refusal } = useAnswer('stays.get', { stayId });
  const open = () => stay !== undefined && onAttachments(stay);
  useHotkeys(mayAsk(role, 'attachments.list') ? [['F3', open]] : [], []);
  return (
    <Line name={stay === undefined ? '住院' : careTitles[stay.visitType]}>
      <Trouble refusal={refusal} />
      {stay !== undefined && (
        <>
          {stay.admissionNumber}
          <span>{stay.department}</span>
          <span>
            {stay.admittedOn}
            {stay.visitType === 'inpatient' && ` 至 ${stay.dischargedOn ?? '今'}`}
          </span>
          <Button size="compact-sm" variant="subtle" onClick={open}>
            <KeyHint of="F3" /> 证件附件
          </Button>
        </>
      )}
    </Line>
  );
}
