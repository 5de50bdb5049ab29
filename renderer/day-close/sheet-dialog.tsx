import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { aloneActTitles } from '../../shared/contract/approvals.ts';
import { type DayClose, faceTitle } from '../../shared/contract/day-close.ts';
import type { Role } from '../../shared/contract/request.ts';
import { fen, formatYuan } from '../../shared/money/fen.ts';
import { mayAsk } from '../app/permission.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { formatInstant } from '../components/moment.ts';
import { Trouble } from '../components/trouble.tsx';
import type { Printed } from '../desk/desk-state.ts';
import { printPaper } from '../payment/print-paper.ts';
import { CorrectDialog } from './correct-dialog.tsx';
import css from './day-close.module.css';
import { FactList } from './fact-list.tsx';
import { ShiftFigures } from './shift-figures.tsx';
import { varianceWords } from './words.ts';

interface SheetDialogProps {
  readonly dayCloseId: string;
  readonly role: Role;
  readonly onClose: () => void;
}

/** One close with everything that stands on its sheet, and what may be done with it. */
export function SheetDialog({ dayCloseId, role, onClose }: SheetDialogProps) {
  const client = useClient();
  const { value: close, refusal, reload } = useAnswer('dayClose.read', { dayCloseId });
  const act = useAct();
  const [printed, setPrinted] = useState<Printed>();
  const [corrects, setCorrects] = useState(false);
  const confirm = () => act.run(() => client.request('dayClose.confirm', { dayCloseId }).then(reload));
  const print = () =>
    act.run(async () => {
      setPrinted(
        await printPaper(client, 'day_sheet', dayCloseId, { paper: null, printer: null }, '财务存档'),
      );
    });
  const mayConfirm = close?.confirmation === null && mayAsk(role, 'dayClose.confirm');
  return (
    <Modal opened size="60rem" title={`日结单 ${close?.number ?? ''}`} onClose={onClose}>
      <Trouble refusal={refusal ?? act.refusal} />
      {close !== undefined && <Sheet close={close} />}
      {printed !== undefined && <p role="status">{printed.sentence}</p>}
      <Group justify="space-between" mt="sm">
        <Button variant="default" onClick={onClose}>
          <KeyHint of="Esc" /> 返回
        </Button>
        <Group>
          {mayAsk(role, 'dayClose.correct') && (
            <Button variant="default" onClick={() => setCorrects(true)}>
              日结后更正
            </Button>
          )}
          {mayAsk(role, 'documents.print') && (
            <Button variant="default" loading={act.waiting} onClick={print}>
              再打一张
            </Button>
          )}
          {mayConfirm && (
            <Button autoFocus loading={act.waiting} onClick={confirm}>
              <KeyHint of="Enter" /> 现金已点收，确认锁定
            </Button>
          )}
        </Group>
      </Group>
      {corrects && (
        <CorrectDialog
          dayCloseId={dayCloseId}
          onDone={() => (setCorrects(false), reload())}
          onClose={() => setCorrects(false)}
        />
      )}
    </Modal>
  );
}

function Sheet({ close }: { close: DayClose }) {
  const facts: readonly (readonly [string, string])[] = [
    ['收费员', close.clerkName],
    ['业务日期', close.businessDay],
    ['起', close.since === null ? '首次日结' : formatInstant(close.since)],
    ['止', formatInstant(close.closedAt)],
    ['备用金', formatYuan(close.openingFloatFen)],
    ['应有现金', formatYuan(close.expectedCashFen)],
    ['清点', `${formatYuan(close.countedFen)}，${varianceWords(close.varianceFen)}`],
    ['上交', formatYuan(close.handedOverFen)],
    ['留备用金', formatYuan(close.floatLeftFen)],
    ['财务确认', confirmedWords(close)],
  ];
  return (
    <div className={css['sheet']}>
      <FactList facts={facts} />
      {close.varianceReason !== null && <p className={css['uneven']}>相差的原因：{close.varianceReason}</p>}
      {close.closedForReason !== null && (
        <p>
          由 {close.closedByName} 代办：{close.closedForReason}
        </p>
      )}
      {close.aloneActs.map((act) => (
        <p key={`${act.at} ${act.subject}`}>
          夜间一人先办：{formatInstant(act.at)} {aloneActTitles[act.act] ?? act.act} {act.subject}，
          {act.verdict === null ? '待复核' : act.verdict === 'approved' ? '已复核同意' : '复核不同意'}
        </p>
      ))}
      {close.corrections.map(({ at, byName, amountFen, reason }) => (
        <p key={at}>
          更正：{formatInstant(at)} {byName} {amountFen > 0 ? '找到' : '缺少'}{' '}
          {formatYuan(fen(Math.abs(amountFen)))} 元，{reason}
        </p>
      ))}
      <p className={css['soft']}>
        {close.counts.map(({ faceFen, pieces }) => `${faceTitle(faceFen)} × ${pieces}`).join('　')}
      </p>
      <ShiftFigures shift={close} />
    </div>
  );
}

function confirmedWords({ confirmation }: DayClose): string {
  return confirmation === null ? '待确认' : `${confirmation.byName}，${formatInstant(confirmation.at)}`;
}
