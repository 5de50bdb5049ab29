import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { SettlementRecord, Trial } from '../../shared/contract/settlements.ts';
import { Amount } from '../components/amount.tsx';
import { enterSubmits } from '../components/enter-in-forms.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import css from './desk.module.css';
import { type TypedPayment, changeFor, paymentsOf } from './payment.ts';
import { PaymentFields } from './payment-fields.tsx';
import { PrintChoiceFields } from './print-choice-fields.tsx';
import type { PrintChoice } from './use-desk.ts';
import { type Settling, useSettling } from './use-settling.ts';

interface SettleDialogProps {
  readonly trial: Trial;
  readonly personName: string;
  readonly choice: PrintChoice;
  readonly onChoice: (choice: PrintChoice) => void;
  readonly onSettled: (record: SettlementRecord) => void;
  /** What the clerk saw no longer holds; a new trial has to be looked at. */
  readonly onOutdated: () => void;
  readonly onClose: () => void;
}

/** The one question before money moves: how the patient's part is met. Enter settles and prints. */
export function SettleDialog(props: SettleDialogProps) {
  const { trial, personName, choice, onChoice, onClose } = props;
  const [typed, setTyped] = useState<TypedPayment>({ means: 'cash', handedIn: '', reference: '' });
  const settling = useSettling(props);
  const isShort = typed.means === 'cash' && 'sentence' in changeFor(trial.personalFen, typed.handedIn);
  const submit = () => {
    if (!isShort) settling.settle(paymentsOf(trial.personalFen, typed));
  };
  return (
    <Modal
      opened
      size="lg"
      title={`结算 ${personName}`}
      onClose={settling.isOpenEnded ? () => undefined : onClose}
    >
      <form onKeyDown={enterSubmits} onSubmit={(event) => (event.preventDefault(), submit())}>
        <Stack gap="md">
          <div className={css['due']}>
            <span>个人应付</span>
            <Amount fen={trial.personalFen} size="largest" />
            <span>大写 {trial.personalCapital}</span>
          </div>
          {trial.personalFen > 0 && (
            <PaymentFields dueFen={trial.personalFen} typed={typed} onTyped={setTyped} />
          )}
          <PrintChoiceFields choice={choice} onChange={onChoice} />
          <SettlingTrouble refusal={settling.refusal} />
          <Waiting what={settling.doing} />
          <Group justify="space-between">
            <Button variant="default" disabled={settling.isOpenEnded} onClick={onClose}>
              <KeyHint of="Esc" /> 返回
            </Button>
            <Button type="submit" size="md" data-autofocus={trial.personalFen <= 0} disabled={isShort}>
              <KeyHint of="Enter" /> {settling.isOpenEnded ? '再确认一次（不会重复）' : '确认结算并打印'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Somebody who had to sign in again has done so by the time this is read. */
function SettlingTrouble({ refusal }: { refusal: Settling['refusal'] }) {
  if (refusal?.code !== 'not_signed_in') return <Trouble refusal={refusal} />;
  return <Look sentence="服务重新启动过，不知道刚才是否已经结算。请再确认一次，同一笔不会重复。" />;
}
