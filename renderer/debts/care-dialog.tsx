import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { type DebtCare, reliefTitles, reminderWayTitles } from '../../shared/contract/debt-collection.ts';
import type { Debtor } from '../../shared/contract/payments.ts';
import type { Role } from '../../shared/contract/request.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { mayAsk } from '../app/permission.ts';
import { useAnswer } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Look, Trouble } from '../components/trouble.tsx';
import css from './debts.module.css';
import { ListingDialog } from './listing-dialog.tsx';
import { ReliefDialog } from './relief-dialog.tsx';
import { RemindDialog } from './remind-dialog.tsx';

interface CareDialogProps {
  readonly debtor: Debtor;
  readonly role: Role;
  readonly today: string;
  readonly onClose: () => void;
}

/** What was done about what somebody owes, and what may be done now. */
export function CareDialog({ debtor, role, today, onClose }: CareDialogProps) {
  const { personId, name, owedFen } = debtor;
  const { value: care, refusal, reload } = useAnswer('debts.care', { personId });
  const [open, setOpen] = useState<'remind' | 'relief' | 'listing'>();
  const close = () => setOpen(undefined);
  const done = () => (close(), reload());
  const mayRelieve = mayAsk(role, 'debts.relieve');
  return (
    <Modal opened size="46rem" title={`催缴和减免 ${name}，欠 ${formatYuan(owedFen)} 元`} onClose={onClose}>
      <Trouble refusal={refusal} />
      {care !== undefined && <Done care={care} />}
      <Group justify="space-between" mt="sm">
        <Button variant="default" onClick={onClose}>
          <KeyHint of="Esc" /> 返回
        </Button>
        <Group>
          {care !== undefined && mayRelieve && (
            <Button
              variant="default"
              disabled={care.listed === null && care.whyNotListed !== null}
              onClick={() => setOpen('listing')}
            >
              {care.listed === null ? '列入恶意拖欠名单' : '撤出恶意拖欠名单'}
            </Button>
          )}
          {mayRelieve && (
            <Button variant="default" onClick={() => setOpen('relief')}>
              减免、核销
            </Button>
          )}
          {mayAsk(role, 'debts.remind') && <Button onClick={() => setOpen('remind')}>记一次催缴</Button>}
        </Group>
      </Group>
      {open === 'remind' && <RemindDialog personId={personId} today={today} onDone={done} onClose={close} />}
      {open === 'relief' && <ReliefDialog personId={personId} onDone={done} onClose={close} />}
      {open === 'listing' && care !== undefined && (
        <ListingDialog personId={personId} isListed={care.listed !== null} onDone={done} onClose={close} />
      )}
    </Modal>
  );
}

function Done({ care: { reminders, reliefs, listed, whyNotListed } }: { care: DebtCare }) {
  return (
    <>
      {listed !== null && <Look sentence={`自 ${listed.since} 在恶意拖欠名单上：${listed.reason}`} />}
      {listed === null && whyNotListed !== null && <p className={css['soft']}>{whyNotListed}</p>}
      {reminders.length === 0 && <p className={css['soft']}>还没有催过。</p>}
      <ul aria-label="催缴记录">
        {reminders.map(({ remindedOn, way, words, byName }, index) => (
          // Equal reminders of one day are possible; the list only grows at its head.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={reminders.length - index}>
            {remindedOn} {reminderWayTitles[way]}：{words}（{byName}）
          </li>
        ))}
      </ul>
      <ul aria-label="减免和核销">
        {reliefs.map(({ businessDay, kind, amountFen, slipNumber, reason, byName }, index) => (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={reliefs.length - index}>
            {businessDay} {reliefTitles[kind]} {formatYuan(amountFen)} 元，{slipNumber}：{reason}（{byName}）
          </li>
        ))}
      </ul>
    </>
  );
}
